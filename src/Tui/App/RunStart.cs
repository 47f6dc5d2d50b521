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
}
