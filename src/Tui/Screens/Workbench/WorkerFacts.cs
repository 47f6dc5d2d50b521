using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>What is known of a worker, from the report, the waits or the board, and the word, sign and ink of its state.</summary>
internal static class WorkerFacts
{
    public static WorkerReport? Report(RunModel run, int index) =>
        run.Report is { } report && index < report.Workers.Length ? report.Workers[index] : null;

    public static WorkerSnapshot Snapshot(RunModel run, int index) => index < run.Board.Length ? run.Board.Span[index] : default;

    public static int Pid(RunModel run, int index)
    {
        if (Report(run, index) is { } report)
            return report.Pid ?? 0;
        return Snapshot(run, index).Pid is > 0 and int pid ? pid : index < run.Pids.Length ? run.Pids[index] : 0;
    }

    /// <summary>The machine that a rank is on; empty where the run names none.</summary>
    public static string Host(RunModel run, int index) => RankHosts.Of(RankHosts.Plan(run.Spec.Hosts, run.Spec.Workers), index) is >= 0 and var place
        ? RankHosts.Plan(run.Spec.Hosts, run.Spec.Workers)[place].Name : "";

    /// <summary>The room for the names of machines.</summary>
    public static int HostWidth(RunModel run)
    {
        int width = "host".Length;
        foreach (RankHost host in RankHosts.Plan(run.Spec.Hosts, run.Spec.Workers))
            width = Math.Clamp(host.Name.Length, width, 12);
        return width;
    }

    public static int Tid(RunModel run, int index) =>
        Report(run, index) is { } report ? report.Tid ?? 0 : Snapshot(run, index).Tid;

    /// <summary>The status that a wait brought last; none for one that goes on after a stop.</summary>
    public static WaitStatus? Status(RunModel run, int index)
    {
        if (Report(run, index) is { } report)
            return report.Status;
        return index < run.Statuses.Length && run.Statuses[index] is { Continued: false } status ? status : null;
    }

    /// <summary>The word for the state: never one word for two of them.</summary>
    public static string Word(RunModel run, int index)
    {
        if (Report(run, index) is { } report)
            return report.State.Word;
        return Status(run, index) is { } status
            ? status.Exited ? WorkerState.Exited.Word : status.Signaled ? WorkerState.Signaled.Word : "stopped"
            : run.Stands(index) ? "stopped" : Snapshot(run, index).Stage.Word;
    }

    /// <summary>The sign for the state.</summary>
    public static string Sign(RunModel run, int index, Glyphs glyphs) => Severity(run, index) switch
    {
        < 30 => glyphs.Wrong,
        < 40 => "!",
        < 50 => glyphs.Unknown,
        < 60 => glyphs.Halted,
        < 90 => " ",
        _ => glyphs.Right,
    };

    public static Ink InkOf(RunModel run, int index) => Severity(run, index) switch
    {
        < 30 => Ink.Bad,
        < 60 => Ink.Warning,
        _ => Ink.Plain,
    };

    /// <summary>The worst first: lost, killed, ended badly, doing the fault, unknown, stopped, alive, ended well.</summary>
    public static int Severity(RunModel run, int index)
    {
        if (Report(run, index) is { } report)
        {
            return report.State switch
            {
                WorkerState.Lost => 0,
                WorkerState.Signaled => 10,
                WorkerState.Exited => report.Status is null or { ExitCode: 0 } ? 90 : 20,
                WorkerState.Unreaped => 40,
                _ => 41,
            };
        }
        if (Status(run, index) is { } status)
            return status.Signaled ? 10 : status.Stopped ? 50 : status.ExitCode == 0 ? 90 : 20;
        if (run.Stands(index))
            return 50;
        WorkerStage stage = Snapshot(run, index).Stage;
        return stage == WorkerStage.Faulting ? 30 : 60 + (int)stage;
    }
}
