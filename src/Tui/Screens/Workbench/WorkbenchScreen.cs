using System.Collections.Immutable;
using Sandbox.Tui.App;
using static Sandbox.Tui.App.FooterOf;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>The first view: the form that sets a run up, the table of its workers, what came of it.</summary>
internal sealed class WorkbenchScreen : IView
{
    public string Title => "workers";

    public string Tab => "work";

    public Binding Opening { get; } = Binding.ToOpen(ScreenAction.OpenWorkers, 1, "workers: set a run up, run it, watch its workers");

    public ImmutableArray<Binding> Keys { get; } =
    [
        new(ScreenAction.Presets, ["p"], "presets", "the list of presets: runs that are worth a look", Ready),
        new(ScreenAction.WithoutFault, ["w"], "", "run the same without the fault, or with it again"),
        new(ScreenAction.OtherModel, ["t"], "", "run the same in threads, or in processes"),
        new(ScreenAction.Undo, ["z"], "", "take the last change of the form back"),
        new(ScreenAction.Redo, ["Z"], "", "make it again"),
        new(ScreenAction.More, ["+", "="], "", "more, or the next choice"),
        new(ScreenAction.Less, ["-"], "", "less, or the choice before"),
        new(ScreenAction.Up, [], "", "the field above, the row above"),
        new(ScreenAction.Down, [], "", "the field below; below the last one, the table"),
        new(ScreenAction.Left, [], "", "the choice before; between numbers, the field to the left"),
        new(ScreenAction.Right, [], "", "the next choice; between numbers, the field to the right"),
        new(ScreenAction.Choose, [], "choose", "the choices of a field, or its text or number to type; in the table, a worker in full", Ready | FooterOf.Typing | List),
        new(ScreenAction.Find, ["/"], "filter", "filter the table: a pid, a state, a signal, right, wrong", Running),
        new(ScreenAction.NextMatch, ["n"], "", "the next row, from the last one to the first"),
        new(ScreenAction.PreviousMatch, ["N"], "", "the row before, from the first one to the last"),
        new(ScreenAction.Sort, ["o"], "sort", "sort the table by the next column", Running),
        new(ScreenAction.Flip, ["O"], "", "sort the other way round"),
        new(ScreenAction.Columns, ["c"], "", "the next columns: page faults, times, pages, memory"),
        new(ScreenAction.Follow, ["f"], "follow", "let the cursor follow the newest event, or let it stand", Running),
    ];

    public string Shows => "Workers sum an array. Pick how many, what they are, and what goes wrong.";

    public string Try => "Try: Down to fault, Enter, type seg, Enter; then r: who dies, who is told?";

    public bool ShowsNotice => true;

    public FooterOf Footer(AppModel model) => model.Workbench is { Editing: true } or { Table.Typing: true } ? FooterOf.Typing
        : model.Run is { Live: true } ? Running : Ready;

    public Transition HeadClicked(AppModel model, string head) => WorkbenchUpdate.HeadClicked(model, head);

    public Transition Act(AppModel model, ScreenAction action) => WorkbenchUpdate.Act(model, action);

    public AppModel Left(AppModel model) => WorkbenchUpdate.Left(model);
}
