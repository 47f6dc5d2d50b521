using System.Collections.Immutable;
using Sandbox.Core.Arrays;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.Tests.Support.Screens;

/// <summary>Reports of runs that look like real ones and are the same every time.</summary>
internal static class ScreenReports
{
    private const int HostPid = 4710;
    private const long Sum = 126_254_000;

    /// <summary>A spec as the form makes it.</summary>
    public static RunSpec Spec(params (string Name, string Value)[] settings) => RunSpecs.Resolve(
        settings.Select(setting => new Setting(setting.Name, setting.Value, setting.Name)), RunCaps.Default).Spec!;

    /// <summary>Children that ended well, the faulty ones with a status of their own.</summary>
    public static RunReport OfProcesses(RunSpec spec, WaitStatus faulty, Verdict verdict) => Report(spec, verdict, WaitStatus.OfExit(0), index =>
    {
        bool died = spec.Faulty.Contains(index) && faulty.Raw != 0;
        return Worker(spec, index) with
        {
            Sum = died ? null : Sum + index,
            Correct = !died,
            State = faulty.Signaled && died ? WorkerState.Signaled : WorkerState.Exited,
            Status = died ? faulty : WaitStatus.OfExit(0),
            Usage = new UsageReport(4.5 + index, 1.25, 5_120, 219, 0),
        };
    });

    /// <summary>Threads that went down with their host.</summary>
    public static RunReport OfLostThreads(RunSpec spec, WaitStatus host) => Report(spec, Verdict.Lost, host, index => Worker(spec, index) with
    {
        Kind = WorkerKind.Thread,
        Pid = HostPid,
        Tid = HostPid + 1 + index,
        State = WorkerState.Lost,
    });

    private static RunReport Report(RunSpec spec, Verdict verdict, WaitStatus host, Func<int, WorkerReport> worker)
    {
        ImmutableArray<WorkerReport> workers = [.. Enumerable.Range(0, spec.Workers).Select(worker)];
        long expected = workers.Sum(one => one.ExpectedSum ?? 0), actual = workers.Sum(one => one.Sum ?? 0);
        bool lost = verdict == Verdict.Lost;
        return new RunReport(
            RunReport.CurrentSchema,
            spec,
            new MachineReport("6.1.0", 2, 4096),
            verdict,
            new HostReport(HostPid, host),
            workers,
            [],
            new TotalsReport(expected, lost ? null : actual, !lost && actual == expected),
            new ArrayReport(spec.Length * sizeof(int), lost ? null : false),
            new TimingReport(20, 12.5, 48));
    }

    private static WorkerReport Worker(RunSpec spec, int index) => new(
        index, WorkerRole.Sum, WorkerKind.Process, HostPid + 1 + index, HostPid + 1 + index, Slice.Of(index, spec.Workers, spec.Length),
        Sum + index, null, false, WorkerState.Unknown, null, null, null, 20.5 + index, 25.5 + index, 30.5 + index);
}
