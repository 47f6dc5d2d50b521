using Sandbox.Core;
using Sandbox.Core.Matrix;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Matrix;

/// <summary>What keys do in the view of the matrix. Filling it is an effect.</summary>
internal static class MatrixUpdate
{
    /// <summary>The view is opened: the empty matrix is there, and its key fills it.</summary>
    public static AppModel Opened(AppModel model)
    {
        if (model.Matrix.Tally is not null)
            return model;
        try
        {
            return With(model, model.Matrix with { Tally = MatrixTally.Of(MatrixPlan.Whole(model.Caps)) });
        }
        catch (MachineRefusedException refused)
        {
            return model with { Notice = new Notice($"no matrix: {refused.Message}", Ink.Bad) };
        }
    }

    public static Transition Act(AppModel model, ScreenAction action)
    {
        if (model.Matrix is not { Tally: { } tally } matrix)
            return model;
        return action switch
        {
            ScreenAction.Run => Fill(model, tally.Plan),
            ScreenAction.Choose => Open(model, tally, tally.Plan.At(matrix.Fault, matrix.Column)),
            _ => model,
        };
    }

    /// <summary>Whether the cell of the cursor has a run that can be opened now.</summary>
    public static bool CanOpen(AppModel model) =>
        model is { Run: not { Live: true }, Matrix: { Tally: { } tally } matrix } && tally.Cells[tally.Plan.At(matrix.Fault, matrix.Column)].Report is not null;

    /// <summary>Something happened to a cell.</summary>
    public static AppModel Happened(AppModel model, MatrixEvent happened) => model.Matrix is { Filling: true, Tally: { } tally } matrix
        ? With(model, matrix with { Tally = tally.After(happened) })
        : model;

    /// <summary>Nothing more is run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="bug">What broke in the sandbox itself; <c>null</c> where nothing did.</param>
    public static AppModel Ended(AppModel model, string? bug)
    {
        if (model.Matrix is not { Tally: { } tally } matrix)
            return model;
        model = With(model, matrix with { Filling = false, Tally = tally.AtRest() });
        return bug is null ? model : model with { Notice = new Notice($"a bug in the sandbox: {bug}", Ink.Bad) };
    }

    private static Transition Fill(AppModel model, MatrixPlan plan)
    {
        if (model.Matrix.Filling)
            return model with { Notice = new Notice($"it is being filled: {KeyTable.KeyOf(model, ScreenAction.Stop)} ends that", Ink.Warning) };
        if (model.Run is { Live: true })
            return model with { Notice = new Notice($"a run is under way: {KeyTable.KeyOf(model, ScreenAction.Stop)} ends it, then the matrix can be filled", Ink.Warning) };
        return new Transition(With(model, model.Matrix with { Tally = MatrixTally.Of(plan), Filling = true }), [new Effect.FillMatrix(plan)]);
    }

    private static AppModel Open(AppModel model, MatrixTally tally, int at)
    {
        if (model.Run is { Live: true })
            return model with { Notice = new Notice("a run is under way: x ends it, then this one can be opened", Ink.Warning) };
        MatrixCell cell = tally.Plan.Cells[at];
        return tally.Cells[at].Report is { } report
            ? PastRuns.Open(model, report, $"{cell.Fault} with {cell.Model}, of the matrix")
            : model with { Notice = new Notice($"{cell.Fault} with {cell.Model}: there is no run to open", Ink.Dim) };
    }

    private static AppModel With(AppModel model, MatrixModel matrix) => model with { Matrix = matrix };
}
