using System.Collections.Immutable;
using Sandbox.Core.Arrays;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.Tests.Support.Runs;

/// <summary>Reports as runs leave them, put together by hand.</summary>
internal static class Reports
{
    private const long SliceSum = 1000;

    /// <summary>The spec that a command line stands for: <c>--model threads --fault kill</c>.</summary>
    public static RunSpec Spec(string options = "")
    {
        SpecResolution resolution = RunSpecs.Resolve(Settings(options), RunCaps.Default);
        Assert.Empty(resolution.Problems);
        return resolution.Spec!;
    }

    /// <summary>The settings of a command line; an option that no value follows is a flag.</summary>
    public static IEnumerable<Setting> Settings(string options)
    {
        string[] words = options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int at = 0; at < words.Length; at++)
        {
            string option = words[at];
            bool isFlag = at + 1 == words.Length || words[at + 1].StartsWith("--", StringComparison.Ordinal);
            yield return new Setting(option[2..], isFlag ? "true" : words[++at], option);
        }
    }

    /// <summary>A report on a run in which everybody ended well with a right sum, but for the workers that are given.</summary>
    public static RunReport Of(RunSpec spec, Verdict? verdict, params WorkerReport[] different)
    {
        bool intruder = FaultCatalogue.Find(spec.Fault)!.Actor == FaultActor.Intruder;
        IEnumerable<WorkerReport> usual = Enumerable.Range(0, spec.Workers + (intruder ? 1 : 0)).Select(index => Well(spec, index));
        ImmutableArray<WorkerReport> workers = [.. usual.Select(worker => different.FirstOrDefault(other => other.Index == worker.Index) ?? worker)];
        long expected = spec.Workers * SliceSum;
        long actual = workers.Sum(worker => worker.Sum ?? 0);
        return new RunReport(
            RunReport.CurrentSchema,
            spec,
            new MachineReport("6.1.0", 2, 4096),
            verdict,
            new HostReport(100, WaitStatus.OfExit(0)),
            workers,
            [new WaitCall(HostCall.Parse("waitpid(101, &status, 0)"), 101, 0, null, 1.5) { BeganMs = 0.75 }],
            new TotalsReport(expected, actual, actual == expected),
            new ArrayReport(spec.Length * sizeof(int), false),
            new TimingReport(1, 2, 3));
    }

    /// <summary>A worker that ended well.</summary>
    public static WorkerReport Well(RunSpec spec, int index)
    {
        bool intruder = index == spec.Workers;
        WorkerKind kind = ModelCatalogue.Find(spec.Model)!.Kind;
        return new WorkerReport(
            index,
            intruder ? WorkerRole.Intruder : WorkerRole.Sum,
            kind,
            kind == WorkerKind.Process ? 101 + index : 100,
            101 + index,
            intruder ? new Slice(0, 0) : Slice.Of(index, spec.Workers, spec.Length),
            intruder ? null : SliceSum,
            intruder ? null : SliceSum,
            intruder ? null : true,
            WorkerState.Exited,
            kind == WorkerKind.Process ? WaitStatus.OfExit(0) : null,
            null,
            null,
            0.5,
            1.5,
            2.5);
    }

    /// <summary>A child that a signal ended before it stored its sum.</summary>
    public static WorkerReport Killed(RunSpec spec, int index, int signal) => Well(spec, index) with
    {
        Sum = null,
        Correct = false,
        State = WorkerState.Signaled,
        Status = WaitStatus.OfSignal(signal),
    };

    /// <summary>A worker that went down with its host.</summary>
    public static WorkerReport Lost(RunSpec spec, int index) => Well(spec, index) with
    {
        Sum = null,
        Correct = false,
        State = WorkerState.Lost,
        Status = null,
    };
}
