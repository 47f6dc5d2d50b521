using Sandbox.Core.Runs;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.App;

/// <summary>Begins a run, where none is under way.</summary>
internal static class RunStart
{
    /// <summary>Starts a run of what the form says, or says why not.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stepped">Whether it is to stop before each step.</param>
    public static Transition Begin(AppModel model, bool stepped = false)
    {
        if (model.Workbench.Draft.Spec is { } spec)
            return Begin(model, spec, stepped);
        return model with { Notice = new($"cannot run: {model.Workbench.Draft.Problem}", Ink.Bad) };
    }

    /// <summary>Starts a run of a spec, or says why not.</summary>
    /// <param name="model">The model.</param>
    /// <param name="spec">What is run.</param>
    /// <param name="stepped">Whether it is to stop before each step.</param>
    public static Transition Begin(AppModel model, RunSpec spec, bool stepped = false)
    {
        if (model.Run is { Live: true })
            return model with { Notice = new($"a run is under way: {KeyTable.KeyOf(model, ScreenAction.Stop)} ends it", Ink.Warning) };
        if (model.Matrix.Filling)
            return model with { Notice = new($"the matrix is being filled: {KeyTable.KeyOf(model, ScreenAction.Stop)} ends that", Ink.Warning) };
        return new Transition(
            model with
            {
                BeforeRun = model with { BeforeRun = null },
                Run = RunModel.Begun(spec, RunSpecs.CommandLine(spec) + (stepped ? RunModel.StepOption : "")) with { Stepped = stepped },
                Paused = null,
                TracesLast = false,
                Chosen = model.Chosen < spec.Workers ? model.Chosen : 0,
                Workbench = model.Workbench with { Table = model.Workbench.Table with { Top = 0 } },
                ChosenByHand = false,
                StatusWord = model.StatusWord with { Made = null, Traced = null, OnHost = false },
                Waits = new WaitsModel(),
                Timeline = new TimelineModel(),
                Signals = model.Signals with { Sent = [] },
            },
            [new Effect.StartRun(spec, stepped)]);
    }

    /// <summary>What was shown before a run that came to nothing: the run before it, with all that was chosen in it.</summary>
    /// <param name="model">The model.</param>
    public static AppModel Undone(AppModel model) => model.BeforeRun is not { } before ? model with { Run = null, Paused = null } : model with
    {
        BeforeRun = null,
        Run = before.Run,
        Paused = before.Paused,
        TracesLast = before.TracesLast,
        Chosen = before.Chosen,
        Workbench = model.Workbench with { Table = model.Workbench.Table with { Top = before.Workbench.Table.Top } },
        ChosenByHand = before.ChosenByHand,
        StatusWord = before.StatusWord,
        Waits = before.Waits,
        Timeline = before.Timeline,
        Signals = before.Signals,
    };
}
