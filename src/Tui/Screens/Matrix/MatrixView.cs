using System.Collections.Immutable;
using Sandbox.Core.Matrix;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.Matrix;

/// <summary>Every fault in every model: the verdicts, filling in while the runs take place.</summary>
internal sealed class MatrixView : IView
{
    private const int FaultAt = 1;
    private const int FirstColumn = 21;
    private const int WidestColumn = 16;
    private const int Head = 2;
    private const int Foot = 3;

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

    public static int TableRows(Size room) => Math.Max(1, room.Rows - Head - Foot);

    public FooterOf Footer(AppModel model) => model.Matrix.Filling || model.Run is { Live: true } ? FooterOf.Running : FooterOf.Ready;

    public Transition Opened(AppModel model) => MatrixUpdate.Opened(model);

    public Transition Act(AppModel model, ScreenAction action) => MatrixUpdate.Act(model, action);

    public Transition Clicked(AppModel model, int x, int y)
    {
        if (model.Matrix is not { Tally: { } tally } matrix)
            return model;
        Size room = model.Room;
        int fault = Top(matrix, tally.Plan, room) + y - Head, column = (x - FirstColumn) / Width(tally.Plan, room);
        return y < Head || y >= Head + TableRows(room) || x < FirstColumn || fault >= tally.Plan.Faults.Length || column >= tally.Plan.Models.Length
            ? model
            : model with { Matrix = matrix with { Fault = fault, Column = column } };
    }

    public void Draw(AppModel model, Canvas canvas)
    {
        canvas.Put(1, 0, "matrix", Ink.Title);
        if (model.Matrix is not { Tally: { } tally } matrix)
            return;
        MatrixPlan plan = tally.Plan;
        canvas.PutRight(
            canvas.Size.Columns - 1, 0, $"{(matrix.Filling ? "filling: " : "")}{tally.Done} of {plan.Runs} runs",
            matrix.Filling ? Ink.Accent : tally.Complete ? Ink.Good : Ink.Dim);
        string common = $"{plan.Like.Workers} workers, {Numbers.Grouped(plan.Like.Length)} elements, {plan.Like.Timeout:0.#} s for hangs";
        Lines.PutCut(canvas, 9, 0, common, Ink.Dim, canvas.Size.Columns - 9 - 26, model.Glyphs);
        int width = Width(plan, canvas.Size), top = Top(matrix, plan, canvas.Size), rows = TableRows(canvas.Size);
        for (int column = 0; column < plan.Models.Length; column++)
            canvas.Put(FirstColumn + column * width, 1, plan.Models[column], column == matrix.Column ? Ink.Strong : Ink.Dim, width - 1);
        for (int row = 0; row < rows && top + row < plan.Faults.Length; row++)
            DrawRow(model, tally, canvas, Head + row, top + row, width);
        DrawFoot(model, tally, canvas);
    }

    private static void DrawRow(AppModel model, MatrixTally tally, Canvas canvas, int y, int fault, int width)
    {
        MatrixModel matrix = model.Matrix;
        bool here = fault == matrix.Fault;
        if (here)
            canvas.Put(0, y, model.Glyphs.Pointer, Ink.Key);
        Lines.PutCut(canvas, FaultAt, y, tally.Plan.Faults[fault], here ? Ink.Strong : Ink.Plain, FirstColumn - FaultAt - 1, model.Glyphs);
        for (int column = 0; column < tally.Plan.Models.Length; column++)
        {
            (string text, Ink ink) = Words(tally, tally.Plan.At(fault, column), model.Glyphs);
            // Cut anywhere: the first letters of a verdict tell it, and a narrow column has no room for an ellipsis.
            canvas.Put(FirstColumn + column * width, y, text, new Style(ink, here && column == matrix.Column), width - 1);
        }
    }

    private static (string Text, Ink Ink) Words(MatrixTally tally, int at, Glyphs glyphs) => tally.Cells[at] switch
    {
        { Running: true } => ($"{glyphs.Pointer} running", Ink.Accent),
        { Verdict: { } verdict } => (VerdictLook.Words(verdict, glyphs), VerdictLook.InkOf(verdict)),
        { Refusal: not null } => ($"{glyphs.Unknown} refused", Ink.Warning),
        _ when tally.Plan.Cells[at].Spec is null => ($"{glyphs.Unknown} n/a", Ink.Dim),
        _ => (glyphs.Separator, Ink.Track),
    };

    private static void DrawFoot(AppModel model, MatrixTally tally, Canvas canvas)
    {
        int at = tally.Plan.At(model.Matrix.Fault, model.Matrix.Column), y = canvas.Size.Rows - Foot;
        MatrixCell cell = tally.Plan.Cells[at];
        CellTally known = tally.Cells[at];
        Lines.Rule(canvas, y, $"{cell.Fault} with {cell.Model}", Ink.Dim, model.Glyphs);
        string words = known switch
        {
            { Report: { } report } => VerdictSentence.Of(report),
            { Refusal: { } refused } => $"the machine refused: {refused}",
            { Running: true } => "its run is under way",
            _ => cell.Refusal ?? (model.Matrix.Filling ? "its turn comes" : $"not run yet: {KeyTable.KeyOf(model, ScreenAction.Run)} fills the matrix"),
        };
        Lines.PutWrapped(canvas, 1, y + 1, words, known.Verdict is null ? Ink.Dim : VerdictLook.InkOf(known.Verdict), canvas.Size.Columns - 2, Foot - 1, model.Glyphs);
    }

    private static int Width(MatrixPlan plan, Size room) => Math.Min(WidestColumn, (room.Columns - FirstColumn + 1) / plan.Models.Length);

    private static int Top(MatrixModel matrix, MatrixPlan plan, Size room)
    {
        int rows = TableRows(room);
        return Math.Clamp(matrix.Fault - rows / 2, 0, Math.Max(0, plan.Faults.Length - rows));
    }
}
