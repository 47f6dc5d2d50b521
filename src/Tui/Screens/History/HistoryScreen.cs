using System.Collections.Immutable;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.History;

/// <summary>The runs of this session and earlier ones, newest first; two of them side by side.</summary>
internal sealed class HistoryScreen : IView
{
    public string Title => "history";

    public string Tab => "past";

    public Binding Opening { get; } = Binding.ToOpen(ScreenAction.OpenHistory, 7, "the history: earlier runs, opened again or compared");

    public ImmutableArray<Binding> Keys { get; } =
    [
        new(ScreenAction.Choose, [], "open", "show the run of the cursor in every view", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Mark, ["m"], "mark", "mark the run of the cursor, or take the mark away; two can be marked", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Compare, ["c"], "compare", "the two marked runs side by side", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Find, ["/"], "filter", "show only the runs with a text in id, time, verdict or command", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Sort, ["o"], "sort", "sort by the next column; after the last one, the newest first", FooterOf.Ready),
        new(ScreenAction.Flip, ["O"], "", "sort the other way round"),
    ];

    public string Shows => "The runs that were kept, the newest first. Enter shows one in every view.";

    public string Try => "Try: m on a run, m on another, then c: what differs between them?";

    public FooterOf Footer(AppModel model) => model.History.Typing ? FooterOf.Typing : model.Run is { Live: true } ? FooterOf.Running : FooterOf.Ready;

    public bool Offers(AppModel model, ScreenAction action) =>
        action is not (ScreenAction.Choose or ScreenAction.Mark or ScreenAction.Compare or ScreenAction.Find or ScreenAction.Sort)
        || (model.History.Runs is { Length: > 0 } && (action != ScreenAction.Compare || model.History.Marked.Length == 2));

    public Transition Opened(AppModel model) =>
        model.History.Runs is null ? new Transition(model, [new Effect.ReadHistory()]) : model;

    public AppModel Left(AppModel model) => HistoryUpdate.FilterEnded(model);

    public Transition Act(AppModel model, ScreenAction action) => HistoryUpdate.Act(model, action);

    public Transition RowChosen(AppModel model, int row, int column) => HistoryUpdate.RowChosen(model, row);

    public Transition HeadClicked(AppModel model, string head) => model with { History = model.History with { Sort = model.History.Sort.Clicked(head) } };

    public Transition TextTyped(AppModel model, string text) =>
        model.History.Typing ? model with { History = model.History with { Filter = text } } : model;

    public Transition TextEnded(AppModel model) => HistoryUpdate.FilterEnded(model);
}
