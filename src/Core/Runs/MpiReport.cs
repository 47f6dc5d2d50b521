using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Headers;
using Sandbox.Core.Status;

namespace Sandbox.Core.Runs;

/// <summary>What is known of mpirun beside what happened: which it was, what it said, and what rank 0 got.</summary>
/// <param name="Version">Its version; <c>null</c> where nobody knows.</param>
/// <param name="Said">All that it said.</param>
/// <param name="Reduced">What MPI_Reduce brought to rank 0; <c>null</c> where it brought nothing.</param>
/// <param name="Ulfm">Whether its library has ULFM; <c>null</c> where no rank came to look.</param>
public sealed record LauncherRecord(string? Version, string Said, long? Reduced, bool? Ulfm);

/// <summary>Whom mpirun says to be the cause.</summary>
/// <param name="Rank">The rank.</param>
/// <param name="Signal">The signal that it ended by, as mpirun has it; <c>null</c> where it names none.</param>
/// <param name="ExitCode">The exit code, likewise.</param>
public sealed record MpiBlame(int Rank, int? Signal, int? ExitCode)
{
    /// <summary>The pid that it gives for it, which is that of the rank's front; <c>null</c> where it gives none: Open MPI 4.1 says 0.</summary>
    public int? Pid { get; init; }

    /// <summary>Whether it says that the rank ended without MPI_Finalize.</summary>
    public bool Improper { get; init; }
}

/// <summary>What mpirun made of a run: its own account, beside which stands what each rank really left behind.</summary>
/// <param name="Version">Open MPI's version.</param>
/// <param name="Pid">The pid of mpirun; <c>null</c> where it could not be started.</param>
/// <param name="Status">Its wait status; <c>null</c> where nobody waited for it.</param>
/// <param name="Message">What it said, in one line; <c>null</c> where it said nothing.</param>
/// <param name="Blames">Whom it says to be the cause; <c>null</c> where it names nobody.</param>
/// <param name="Hung">Whether it did not come to its end when no rank was left, so that the host ended it.</param>
public sealed record MpiReport(string? Version, int? Pid, WaitStatus? Status, string? Message, MpiBlame? Blames, bool Hung)
{
    /// <summary>Whether the library has ULFM, by which survivors can be told of a death; <c>null</c> where no rank came to look.</summary>
    public bool? Ulfm { get; init; }

    /// <summary>What a rank's failure was to do to the others.</summary>
    public MpiErrors Errors { get; init; }

    /// <summary>Who went on when a rank had failed; <c>null</c> where nobody did.</summary>
    public SurvivorsReport? Survivors { get; init; }

    /// <summary>The machines of the ranks, in their order; empty where no machine was named.</summary>
    public ImmutableArray<RankHostReport> Hosts { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What mpirun made of a run; <c>null</c> where it took no part.</summary>
    internal static MpiReport? Of(RunRecord record)
    {
        if (record.Launcher is not { } launcher)
            return null;
        RunEvent.LauncherEnded? ended = record.Events.OfType<RunEvent.LauncherEnded>().FirstOrDefault();
        return new MpiReport(
            launcher.Version,
            record.Events.OfType<RunEvent.LauncherStarted>().FirstOrDefault()?.Pid,
            ended?.Status,
            launcher.Said.Trim().Length > 0 ? MpirunWords.Gist(launcher.Said) : null,
            MpirunWords.BlameIn(launcher.Said),
            ended is { Killed: true })
        {
            Ulfm = launcher.Ulfm,
            Errors = record.Spec.MpiErrors,
            Survivors = SurvivorsReport.Of(record),
            Hosts = RankHostReport.Of(record),
        };
    }

    /// <summary>
    /// Whether a signal that nothing else explains was mpirun's: it sends SIGTERM and then SIGKILL to all ranks when one of them has failed, so the
    /// first one that ends badly, or before MPI_Finalize has let it out, is not its doing. But where it was killed itself, or ended the job of several
    /// machines without a word of any rank, no rank was the cause: a relay, an agent or a daemon was.
    /// </summary>
    internal static bool EndedByLauncher(RunRecord record, int index, WaitStatus status)
    {
        if (record.Launcher is null || status.Signal is not (SignalH.SIGTERM or SignalH.SIGKILL))
            return false;
        foreach (RunEvent happened in record.Events)
        {
            // A machine that is lost is nobody's failure among those that are left.
            if (happened is RunEvent.RankHostSeen { News: RankHostNews.Left } or RunEvent.LauncherEnded { Killed: false, Status.Signaled: true })
                return true;
            // One that exits 0 without MPI_Finalize has failed too, in the eyes of mpirun.
            if (happened is RunEvent.Waited { Worker: { } worker, Call.Status: { } end } && (Restarts.Failed(end) || record.Workers[worker].Stage != WorkerStage.Ended))
                return worker != index || ((status.Signal == SignalH.SIGTERM || record.Spec.FaultRow.LosesHost) && EndedWithoutBlame(record));
        }
        return false;
    }

    private static bool EndedWithoutBlame(RunRecord record) =>
        record.Spec.Hosts is not null && MpirunWords.BlameIn(record.Launcher!.Said) is null && record.Events.Any(happened => happened is RunEvent.LauncherEnded { Killed: false });

    /// <summary>Whether somebody killed mpirun before a rank had failed by itself: it sent nothing to those that went with it. One that crashes at its own end is not killed.</summary>
    internal static bool WentFirst(RunReport report) =>
        report.Mpi is { Hung: false, Status.Signal: SignalH.SIGKILL } && report.Workers.All(worker => worker.EndedBy is null or EndedBy.Mpirun or EndedBy.Outside or EndedBy.Itself);

    /// <summary>What mpirun says, beside what the rank left behind, as the end of a sentence; empty where it said and blamed nothing.</summary>
    internal static string Told(RunReport report)
    {
        if (report.Mpi is not { } mpi)
            return "";
        string exit = mpi.Hung ? $"mpirun {(report.Workers.All(worker => worker.Pid is null) ? "had started no rank" : "did not end when no rank was left")}, and was ended by the host"
            : mpi.Status is { } status ? $"mpirun {(status.Signaled ? $"was {status}" : status.ToString())}" : "";
        if (mpi.Blames is not { } blame || blame.Rank >= report.Workers.Length)
            return SurvivorsReport.Told(report) + (exit.Length > 0 && mpi.Status?.Raw != 0 ? $"; {exit}" : Passed(report));
        string cause = blame.Signal is { } signal ? $"signal {signal.ToString(CultureInfo.InvariantCulture)}"
            : blame.ExitCode is { } code ? $"exit code {code.ToString(CultureInfo.InvariantCulture)}" : "an improper exit";
        string rank = blame.Rank.ToString(CultureInfo.InvariantCulture), front = blame.Pid is { } pid ? $" (pid {pid.ToString(CultureInfo.InvariantCulture)}: its front)" : "";
        string own = report.Workers[blame.Rank].Status is { } left ? $"the rank's own status is {left.Hex}" : "the rank's own status is lost";
        return $"{SurvivorsReport.Told(report)}; mpirun says rank {rank}{front}, {cause}{(exit.Length > 0 ? $" ({exit})" : "")}; {own}";
    }

    /// <summary>That mpirun exited 0 although somebody failed; empty where it was not so.</summary>
    private static string Passed(RunReport report)
    {
        WorkerReport[] failed = [.. report.Workers.Where(worker => worker.Status is { } status && (Restarts.Failed(status) || worker.Stage != WorkerStage.Ended))];
        return failed.Length > 0 && report.Mpi is { Status.Raw: 0, Hung: false } ? $"; mpirun exited 0 all the same, and says nothing of {VerdictSentence.Named(failed)}" : "";
    }
}
