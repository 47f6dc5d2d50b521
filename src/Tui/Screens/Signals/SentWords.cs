using Sandbox.Core.Runs;
using Sandbox.Core.Signals;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Signals;

/// <summary>What was sent, and what has become of whom it was sent to, as far as a wait has told.</summary>
internal static class SentWords
{
    public static (string Words, Ink Ink) Of(AppModel model, SentSignal sent)
    {
        string signal = SignalTable.Told(sent.Number);
        return model.Seen is { } run ? sent.Target switch
        {
            SignalTarget.Host => Host(run, signal, sent),
            SignalTarget.AllWorkers => All(run, signal, sent),
            _ => Worker(run, signal, sent),
        } : ($"{signal} was sent", Ink.Dim);
    }

    private static (string Words, Ink Ink) Worker(RunModel run, string signal, SentSignal sent)
    {
        string who = $"worker {sent.Worker}";
        if (sent.Reached == 0)
            return ($"{signal} not sent: {who} {(Ended(run, sent.Worker) ? "had ended" : "was not there")}", Ink.Warning);
        if (!run.HasChildren)
            return ($"{signal} sent to {who}, a thread: {HostEnd(run)}", run.Report is null ? Ink.Accent : Ink.Bad);
        WaitStatus? status = StatusWordModel.Real(run, sent.Worker);
        string became = status is { } known ? known.ToString() : run.Live ? $"no wait has returned it yet{Stage(run, sent.Worker)}" : "nobody waited for it";
        return ($"{signal} sent to {who}: {became}", status is null ? Ink.Accent : status is { Exited: true, ExitCode: 0 } ? Ink.Good : Ink.Bad);
    }

    private static (string Words, Ink Ink) All(RunModel run, string signal, SentSignal sent)
    {
        if (sent.Reached == 0)
            return ($"{signal} not sent: no worker lived", Ink.Warning);
        int killed = 0, ended = 0;
        for (int index = 0; index < run.WorkerCount; index++)
        {
            WaitStatus? status = StatusWordModel.Real(run, index);
            killed += status?.Signal == sent.Number ? 1 : 0;
            ended += status is { Exited: true } or { Signaled: true } ? 1 : 0;
        }
        string became = run.HasChildren
            ? $"{Numbers.Grouped(ended)} of {Numbers.Grouped(run.WorkerCount)} have been waited for, {Numbers.Grouped(killed)} killed by it"
            : HostEnd(run);
        return ($"{signal} sent to {Numbers.Grouped(sent.Reached)} {(sent.Reached == 1 ? "worker" : "workers")}: {became}", killed > 0 ? Ink.Bad : Ink.Accent);
    }

    private static (string Words, Ink Ink) Host(RunModel run, string signal, SentSignal sent) => sent.Reached == 0
        ? ($"{signal} not sent: the host had ended", Ink.Warning)
        : ($"{signal} sent to the host: {HostEnd(run)}", run.Report is null ? Ink.Accent : Ink.Bad);

    private static string HostEnd(RunModel run) => run.Report switch
    {
        null => "the host has not ended",
        { Host.Status: { } status } => $"the host {(status.Signaled ? "was " : "")}{status}",
        _ => "the host's status is unknown",
    };

    private static bool Ended(RunModel run, int worker) =>
        StatusWordModel.Real(run, worker) is { Exited: true } or { Signaled: true }
        || worker < run.Board.Length && run.Board.Span[worker].Stage == WorkerStage.Ended;

    private static string Stage(RunModel run, int worker) =>
        run.Stands(worker) ? "; it was seen stopped" : worker < run.Board.Length ? $"; its stage: {run.Board.Span[worker].Stage.Word}" : "";
}
