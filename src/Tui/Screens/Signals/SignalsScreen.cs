using System.Collections.Immutable;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Signals;

/// <summary>The table of <c>kill -l</c>, and what becomes of the run when one of them is sent.</summary>
internal sealed class SignalsScreen : IView
{
    public string Title => "signals";

    public Binding Opening { get; } = Binding.ToOpen(ScreenAction.OpenSignals, 5, "the signals of kill -l; sends one to a worker, to all or to the host");

    public ImmutableArray<Binding> Keys { get; } =
    [
        new(ScreenAction.Choose, [], "send", "send the signal of the cursor to the target", FooterOf.Running),
        new(ScreenAction.NextTarget, ["t"], "target", "the next target: the chosen worker, all workers, the host", FooterOf.Running),
        new(ScreenAction.Left, [], "", "the worker before, as the target"),
        new(ScreenAction.Right, [], "", "the next worker, as the target"),
        new(ScreenAction.Find, ["/"], "filter", "show only the signals with a text in name, action or meaning", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Sort, ["o"], "sort", "sort by the next column; after the last one, by the numbers", FooterOf.Ready),
        new(ScreenAction.Flip, ["O"], "", "sort the other way round"),
    ];

    public string Shows => "Every signal of kill -l and what it does; Enter sends one to the target.";

    public string Try => "Try: pace 5 in the form, r; then here SIGSTOP (19), later SIGCONT (18).";

    public FooterOf Footer(AppModel model) => model.Signals.Typing
        ? FooterOf.Typing
        : model.Run is { Live: true } ? FooterOf.Running : FooterOf.Ready;

    public AppModel Left(AppModel model) => SignalsUpdate.FilterEnded(model);

    public Transition Act(AppModel model, ScreenAction action) => SignalsUpdate.Act(model, action);

    public Transition RowChosen(AppModel model, int row, int column) => SignalsUpdate.RowChosen(model, row);

    public Transition HeadClicked(AppModel model, string head) => model with { Signals = model.Signals with { Sort = model.Signals.Sort.Clicked(head) } };

    public Transition TextTyped(AppModel model, string text) => SignalsUpdate.FilterTyped(model, text);

    public Transition TextEnded(AppModel model) => SignalsUpdate.FilterEnded(model);
}
