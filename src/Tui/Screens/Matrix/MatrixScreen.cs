using System.Collections.Immutable;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Matrix;

/// <summary>Every fault in every model: the verdicts, filling in while the runs take place.</summary>
internal sealed class MatrixScreen : IView
{
    public string Title => "matrix";

    public Binding Opening { get; } = Binding.ToOpen(ScreenAction.OpenMatrix, 0, "the isolation matrix: every fault in every model");

    public ImmutableArray<Binding> Keys { get; } =
    [
        new(ScreenAction.Run, [], "fill", "run every cell, one after the other; what was there is forgotten", FooterOf.Ready),
        new(ScreenAction.Stop, [], "end", "end the runs under way; what is there stays", FooterOf.Running),
        new(ScreenAction.Choose, [], "open", "show the run of the cell in every view", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Left, [], "", "the model on the left"),
        new(ScreenAction.Right, [], "", "the model on the right"),
    ];

    public string Shows => "Every fault in every model: whom it hurts. Each cell is a run of its own.";

    public string Try => "Try: r fills it; then Enter on a cell shows its run in every view.";

    public bool Offers(AppModel model, ScreenAction action) => action != ScreenAction.Choose || MatrixUpdate.CanOpen(model);

    public FooterOf Footer(AppModel model) => model.Matrix.Filling || model.Run is { Live: true } ? FooterOf.Running : FooterOf.Ready;

    public Transition Opened(AppModel model) => MatrixUpdate.Opened(model);

    public Transition Act(AppModel model, ScreenAction action) => MatrixUpdate.Act(model, action);

    public Transition RowChosen(AppModel model, int row, int column) => model with { Matrix = model.Matrix with { Fault = row, Column = column } };
}
