namespace Sandbox.Core.Signals;

/// <summary>What the kernel does with a process that has not arranged otherwise; see signal(7).</summary>
public enum SignalAction
{
    /// <summary>The process ends.</summary>
    Terminate,

    /// <summary>The process ends and may leave a core file.</summary>
    Core,

    /// <summary>Nothing happens.</summary>
    Ignore,

    /// <summary>The process stops until it is continued.</summary>
    Stop,

    /// <summary>The process goes on if it was stopped.</summary>
    Continue,
}

/// <summary>One row of the table of <c>kill -l</c>.</summary>
/// <param name="Number">The signal's number on this machine, 1 to 64.</param>
/// <param name="Name">The name as bash's <c>kill -l</c> prints it, with SIG: <c>SIGSEGV</c>, <c>SIGRTMIN+3</c>.</param>
/// <param name="Action">The default action.</param>
/// <param name="Meaning">What the signal is for, in a few words.</param>
public sealed record Signal(int Number, string Name, SignalAction Action, string Meaning);
