using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Signals;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Sending itself a chosen signal.</summary>
public sealed unsafe class SendSignalFault : Fault
{
    /// <inheritdoc/>
    public override string Id => "signal";

    /// <inheritdoc/>
    public override string Summary => "sending itself a chosen signal, which has its default action";

    /// <inheritdoc/>
    public override string ChildEndsWith => "that signal";

    /// <inheritdoc/>
    // Made when somebody asks: a host and a spawned worker need no table of signals to start.
    public override FaultArgument Argument => field ??= new(
        "SIGNAL",
        "a signal of `kill -l`, by name (SEGV, SIGUSR1, RTMIN+2) or number",
        "SIGUSR1",
        text => SignalTable.Find(text)?.Number,
        number => SignalTable.NameOf((int)number))
    {
        Choices = [.. SignalTable.All.Select(signal => signal.Name)],
        See = "sandbox signals",
    };

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => SignalTable.Find((int)argument)!.Action switch
    {
        SignalAction.Ignore or SignalAction.Continue => WaitStatus.OfExit(0),
        SignalAction.Stop => null,
        _ => WaitStatus.OfSignal((int)argument),
    };

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job) => Raw.Kill(Raw.GetPid(), (int)job->Argument);
}
