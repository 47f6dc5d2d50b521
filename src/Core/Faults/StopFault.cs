using System.Globalization;
using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Stopping itself, until somebody continues it.</summary>
public sealed unsafe class StopFault : Fault
{
    private const double Longest = 3_600;

    /// <inheritdoc/>
    public override string Id => "stop";

    /// <inheritdoc/>
    public override string Summary => "SIGSTOP to itself; SIGCONT comes after a set time, or earlier from the learner";

    /// <inheritdoc/>
    public override string ChildEndsWith => "stopped, continued, then exited 0";

    /// <inheritdoc/>
    public override FaultArgument Argument { get; } = new(
        "SECONDS",
        "how long it stays stopped: seconds above 0 and up to 3,600, such as 0.5",
        "1",
        Milliseconds,
        milliseconds => (milliseconds / 1e3).ToString("0.###", CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfExit(0);

    /// <inheritdoc/>
    public override bool Lingers => true;

    internal override long? ContinuedAfter(long argument) => argument * 1_000_000;

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        // To this very thread, which so stops before it does anything else; one for the process any thread may take.
        Raw.Syscall(SyscallH.SYS_tgkill, Raw.GetPid(), Raw.Syscall(SyscallH.SYS_gettid, 0, 0, 0, 0, 0, 0), SignalH.SIGSTOP, 0, 0, 0);
        // A parent that asks for it is told that we go on, unless we have ended by then.
        while (job->StopsAreSeen && Volatile.Read(ref job->Slot->ContinueSeen) == 0)
            Worker.Rest(200_000);
    }

    private static long? Milliseconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
        && seconds is > 0 and <= Longest
        && Math.Round(seconds * 1e3) is >= 1 and var milliseconds
            ? (long)milliseconds
            : null;
}
