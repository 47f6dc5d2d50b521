using System.Runtime.CompilerServices;
using Sandbox.Core.Memory;
using Sandbox.Core.Models;
using Sandbox.Core.Runs;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>An intruder that writes over the whole array, or over some pages of it.</summary>
public sealed unsafe class CorruptArrayFault : Fault
{
    private const int Garbage = -1000;

    /// <summary>Elements between two notes on the board.</summary>
    private const long Stride = 65_536;

    /// <inheritdoc/>
    public override string Id => "corrupt-array";

    /// <inheritdoc/>
    public override string Summary => "an extra worker, the intruder, writing -1000 over the whole array";

    /// <inheritdoc/>
    public override FaultArgument Argument { get; } = new(
        "PAGES",
        "all, or the pages to write, counted from 0: FIRST-LAST, such as 0-99, or one number",
        PageRange.All,
        PageRange.Parse,
        PageRange.Canonical);

    /// <inheritdoc/>
    public override string ChildEndsWith => "exited 0: look at the sums";

    /// <inheritdoc/>
    public override FaultActor Actor => FaultActor.Intruder;

    /// <inheritdoc/>
    public override bool Lingers => true;

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfExit(0);

    /// <inheritdoc/>
    public override string? RefusalFor(long argument, long length) => PageRange.Refusal(argument, length);

    internal override Slice Writes(RunSpec spec) => PageRange.Elements(ValueIn(spec), spec.Length);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        // The pages' elements, as PageRange.Elements has them, which need not have been compiled.
        long perPage = job->PageSize / sizeof(int), start = 0, end = job->Length;
        if (job->Argument != PageRange.AllPages)
        {
            start = Math.Min(PageRange.First(job->Argument) * perPage, end);
            end = Math.Min((PageRange.Last(job->Argument) + 1) * perPage, end);
        }
        for (long at = start; at < end;)
        {
            long next = Math.Min(at + Stride, end);
            for (; at < next; at++)
                job->Array[at] = Garbage;
            Volatile.Write(ref job->Slot->Done, at - start);
        }
    }
}
