using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Arrays;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Core.Text;

namespace Sandbox.Core.History;

/// <summary>
/// Whether a report of a file holds together: everybody may have written it, and whoever shows it takes indices for indices and counts for
/// counts.
/// </summary>
internal static class SoundReport
{
    // Three years: a run that somebody steps may stand for long, and whoever adds up such times gets nothing that overflows.
    private const double LatestMs = 1e11;
    private const int MostCpus = 1 << 16;
    private const long MostUsed = 1L << 50;
    private const int LargestPage = 1 << 30;
    private const int MostStatus = 0xffff;

    /// <summary>What does not hold together; <c>null</c> where all does.</summary>
    public static string? Flaw(RunReport report)
    {
        RunSpec spec = report.Spec;
        return FlawOf(spec)
            ?? (report.Workers.Length != spec.WorkerCount ? $"it has {report.Workers.Length:#,0} workers, and its spec {spec.WorkerCount:#,0}" : null)
            ?? report.Workers.Select((worker, index) => FlawOf(worker, index, spec)).FirstOrDefault(flaw => flaw is not null)
            ?? (report.Waits.All(wait => wait.Call.Kind != HostCallKind.None) ? null : "a wait call of it is none")
            ?? (report.Waits.All(IsSound) ? null : "a wait call of it has a number that no call has")
            ?? (IsSound(report.Totals, report) ? null : "its totals are not those of its workers")
            ?? (Others(report) ? null : "a number of it is out of range");
    }

    private static string? FlawOf(RunSpec spec)
    {
        if (spec.Workers < 1 || spec.Length < 0 || spec.Length > long.MaxValue / sizeof(int))
            return "the numbers of its spec are out of range";
        int before = -1;
        foreach (int faulty in spec.Faulty)
        {
            if (faulty <= before || faulty >= spec.Workers)
                return "its faulty workers are none of its workers";
            before = faulty;
        }
        try
        {
            // Each setting by itself, as its row writes and reads it: what may go together has changed before, and old runs stay.
            RunSpec read = spec;
            foreach (RunSetting setting in RunSettings.Rows)
            {
                if (setting.TextIn(spec) is { Length: > 0 } text)
                    read = setting.Restore(read, text);
            }
            return null;
        }
        catch (FormatException odd)
        {
            return $"a setting of it is out of range, {Quoted.Of(odd.Message)}";
        }
    }

    // An address that is none is another one than that of the number it is taken for.
    private static ulong AddressOf(SignalInfoReport noted) =>
        noted.Address is { Length: > 2 } text && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong address) ? address : 0;

    private static string? FlawOf(WorkerReport worker, int index, RunSpec spec)
    {
        bool intruder = index == spec.Workers;
        bool sound = worker.Index == index
            && worker.Role == (intruder ? WorkerRole.Intruder : WorkerRole.Sum)
            && worker.Kind == spec.ModelRow.Kind && Enum.IsDefined(worker.State)
            && worker.Pid is null or > 0 && worker.Tid is null or > 0
            && worker.Slice == (intruder ? new Slice(0, 0) : Slice.Of(index, spec.Workers, spec.Length))
            && worker.ExpectedSum is null == intruder && worker.Correct is null == intruder
            && (intruder ? worker.Sum is null : worker.Correct == (worker.Sum == worker.ExpectedSum))
            && IsSound(worker.Status)
            && IsTime(worker.StartedMs) && IsTime(worker.EndedMs) && IsTime(worker.ReapedMs)
            && worker.Usage is null or { UserMs: >= 0 and <= LatestMs * MostCpus, SystemMs: >= 0 and <= LatestMs * MostCpus, MaxRssKiB: >= 0 and <= MostUsed, MinorFaults: >= 0 and <= MostUsed, MajorFaults: >= 0 and <= MostUsed }
            && (worker.Pages is not { } pages || (pages is { Shared: >= 0, Private: >= 0, Total: >= 0 and <= MostUsed } && pages.Shared <= pages.Total && pages.Private <= pages.Total))
            && worker.Zombie is null or { State: not null, SinceMs: >= 0 and <= LatestMs, ForMs: >= 0 and <= LatestMs, Parent: >= 0 }
            && IsSound(worker.Zombie?.Status)
            && worker.Parent is null or { Old: null or >= 0, New: null or >= 0 }
            && worker.Lives.All(life => life is not null && life.Pid is null or > 0 && IsSound(life.Status) && IsTime(life.StartedMs) && IsTime(life.EndedMs) && IsTime(life.ReapedMs) && life.BackoffMs is null or >= 0)
            && worker.PageFaults is null or { Reads: >= 0, Writes: null or >= 0, PagesWritten: null or >= 0 }
            && (worker.SignalInfo is not { } noted || noted == SignalInfoReport.Of(noted.Signal, noted.Code, AddressOf(noted)))
            && worker.ColdFile is null or { Pages: >= 0, Resident: >= 0, MajorFaults: >= 0, MinorFaults: >= 0 }
            && worker.Exec is null or { Path: not null, Pid: null or > 0 }
            && IsTime(worker.AddingMs)
            && IsSound(worker.Limit);
        return sound ? null : $"its worker {index:#,0} does not hold together";
    }

    private static bool IsSound(WaitCall wait) =>
        IsTime(wait.AtMs) && IsTime(wait.BeganMs) && !(wait.BeganMs > wait.AtMs)
        && wait.Returned is >= -1 and <= int.MaxValue
        && wait.Raw is null or (>= 0 and <= MostStatus);

    private static bool IsSound(WaitStatus? status) => status is null or { Raw: >= 0 and <= MostStatus };

    private static bool IsSound(LimitReport? limit) => limit is null or { Name: LimitReport.Cpu, Kind: LimitReport.Soft or LimitReport.Hard, Value: >= 0 };

    private static bool IsSound(TotalsReport totals, RunReport report) =>
        totals.Expected == Sum(report.Workers, worker => worker.ExpectedSum) && totals.Correct == (totals.Actual == totals.Expected);

    // Wrapping: sums that are out of all bounds are another's.
    private static long Sum(ImmutableArray<WorkerReport> workers, Func<WorkerReport, long?> of)
    {
        long sum = 0;
        foreach (WorkerReport worker in workers)
            sum = unchecked(sum + (of(worker) ?? 0));
        return sum;
    }

    private static bool Others(RunReport report) =>
        report.Machine is { Kernel: not null, Cpus: >= 1 and <= MostCpus, PageSize: >= 1 and <= LargestPage }
        && (report.Verdict is not { } verdict || Enum.IsDefined(verdict))
        && report.Host.Pid >= 0 && IsSound(report.Host.Status) && IsSound(report.Host.Limit)
        && report.Array.Bytes == report.Spec.Length * sizeof(int)
        && IsTime(report.Timing.FillMs) && IsTime(report.Timing.RunMs) && IsTime(report.Timing.TotalMs)
        && report.Zombies >= 0 && report.Zombies <= report.Workers.Length
        && report.Cores.All(core => core is { Bytes: null or >= 0, Pid: > 0 } && CoreWords.IsPlace(core.To))
        && report.Paging is null or { ArrayPages: >= 0, ParentFirstTouch: null or >= 0, ChildReads: null or >= 0, ChildWrites: null or >= 0, PagesWritten: null or >= 0, ParentAgain: null or >= 0 }
        && report.Sections.All(section => section is { Name: not null, Permissions: not null, Pages: >= 0, Shared: >= 0, Private: >= 0, ParentShared: null or >= 0, ParentPrivate: null or >= 0, SameFrames: null or >= 0 })
        && report.Sigchld is null or { Signals: >= 0, Reaped: >= 0 }
        && report.DataRace is null or { Expected: >= 0, Arrived: null or >= 0, LockMs: null or (>= 0 and <= LatestMs), NsPerUpdate: null or (>= 0 and <= LatestMs * 1e6) }
        && report.Signals is null or { Sent: >= 0, StandardArrived: >= 0, RealtimeArrived: >= 0, Refused: >= 0 }
        && (report.OwnerDied is not { } lost || (AreIndices(lost.Told, report) && AreIndices(lost.Waited, report)));

    private static bool AreIndices(ImmutableArray<int> workers, RunReport report) =>
        !workers.IsDefault && workers.All(index => index >= 0 && index < report.Workers.Length);

    private static bool IsTime(double? ms) => ms is null or (>= 0 and <= LatestMs);
}
