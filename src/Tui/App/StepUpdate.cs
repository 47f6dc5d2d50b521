using Sandbox.Core.Runs;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.App;

/// <summary>What the keys do that step a run.</summary>
internal static class StepUpdate
{
    public static Transition Act(AppModel model, ScreenAction action)
    {
        if (model.Run is not { Live: true } run)
            return action == ScreenAction.StepAll ? RunStart.Begin(model, stepped: true) : Told(model, $"nothing is stepped: {Key(model, ScreenAction.StepAll)} starts a run that is");
        if (!run.Stepped)
            return Told(model, $"this run goes on by itself: {Key(model, ScreenAction.Stop)} ends it, then {Key(model, ScreenAction.StepAll)} starts one that is stepped");
        if (action == ScreenAction.RunOn)
            return new Transition(model with { Run = run with { Stepped = false, Step = null } }, [new Effect.RunOn()]);
        return run.Step switch
        {
            null => Told(model, run.Phase < RunPhase.Running ? "the host is being started" : "that was the last step"),
            { Settled: false } => Told(model, "not everybody has come to the step yet"),
            { Next: <= Step.Start } when action == ScreenAction.StepOne => Told(model, $"no worker is started yet: {Key(model, ScreenAction.StepAll)} takes the step"),
            // Until the board says otherwise not everybody has come to the next one.
            { } stop => new Transition(
                model with { Run = run with { Step = stop with { Settled = false } } },
                [new Effect.Advance(action == ScreenAction.StepOne ? Math.Clamp(model.Chosen, 0, run.WorkerCount - 1) : null)]),
        };
    }

    private static string Key(AppModel model, ScreenAction action) => KeyTable.KeyOf(model, action);

    private static Transition Told(AppModel model, string text) => model with { Notice = new(text, Ink.Warning) };
}
