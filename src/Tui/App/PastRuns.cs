using Sandbox.Core.Runs;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.App;

/// <summary>Opens a run that is over, so that every view shows it.</summary>
internal static class PastRuns
{
    /// <param name="model">A model without a run under way.</param>
    /// <param name="report">The run's report.</param>
    /// <param name="past">When and how it took place.</param>
    public static AppModel Open(AppModel model, RunReport report, string past) => model with
    {
        Run = RunModel.OfPast(report, past),
        Paused = null,
        TracesLast = false,
        Chosen = FailedWorker.Of(report) ?? 0,
        ChosenByHand = false,
        StatusWord = new StatusWordModel { OnHost = FailedWorker.IsHost(report) },
        Waits = new WaitsModel { Worker = FailedWorker.Of(report) },
        Timeline = new TimelineModel(),
        Signals = model.Signals with { Sent = [] },
        // r runs what the form has, which may be something else.
        Notice = new Notice($"{past}: in every view{(model.Workbench.Draft.Command == RunSpecs.CommandLine(report.Spec) ? $"; {KeyTable.KeyOf(model, ScreenAction.Run)} runs the same again" : "")}", Ink.Accent),
    };
}
