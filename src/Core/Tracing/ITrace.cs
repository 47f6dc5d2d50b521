using System.Threading.Channels;

namespace Sandbox.Core.Tracing;

/// <summary>Starts traces.</summary>
public interface ITracer
{
    /// <summary>Starts a program, or attaches to one, and traces it.</summary>
    /// <exception cref="ProgramRefusedException">The program cannot be started or attached to; nothing runs.</exception>
    /// <exception cref="MachineRefusedException">The machine does not let anything be traced; nothing runs.</exception>
    ITrace Start(TraceSpec spec);
}

/// <summary>A trace under way.</summary>
public interface ITrace
{
    /// <summary>What happens, in order; complete when nothing of the program is left, or the tracer has let go of it.</summary>
    ChannelReader<TraceEvent> Events { get; }

    /// <summary>Is complete when the trace is over; fails where the tracer did.</summary>
    Task Completion { get; }

    /// <summary>The program, or the one that was attached to.</summary>
    int Pid { get; }

    /// <summary>Reads what the program has written meanwhile, where that goes to who follows the trace. It never waits. One thread at a time.</summary>
    /// <param name="into">Takes the bytes.</param>
    /// <returns>How many came; 0 where there are none now.</returns>
    int ReadOutput(Span<byte> into);

    /// <summary>Sends the program a signal, if it is still there.</summary>
    /// <param name="signal">The signal's number.</param>
    void Signal(int signal);

    /// <summary>Ends all that was started, with SIGKILL; what was attached to is let go and runs on.</summary>
    void Stop();
}
