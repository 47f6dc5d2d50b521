using System.Collections.Immutable;
using Sandbox.Core.Matrix;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Sandbox.Tui.Views;

namespace Sandbox.Tui.Screens.Matrix;

/// <summary>The table of the matrix: a row a fault, a column a model; below it what came of the chosen cell. A row is the place of a fault in the plan.</summary>
internal sealed class MatrixView(IScreen screen) : TablePage<int>(screen, 1, FootRows, fades: false, cellsFrom: 1)
{
    private const int FaultWidth = 20;
    private const int NarrowFaultWidth = 16;

    /// <summary>Room for a sign, a blank and a verdict.</summary>
    private const int WholeVerdict = 11;
    private const int WideFrom = 100;
    private const int WidestColumn = 15;
    private const int FootRows = 4;

    private int[] _rows = [];
    private (MatrixPlan? Plan, int Width) _columnsFor;
    private ImmutableArray<RowColumn<int>> _columns = [];

    protected override void BindTable(AppModel model)
    {
        MatrixPlan? plan = model.Matrix.Tally?.Plan;
        if (_columns.IsEmpty || _columnsFor != (plan, model.Size.Columns))
        {
            _columnsFor = (plan, model.Size.Columns);
            _rows = plan is null ? [] : [.. Enumerable.Range(0, plan.Faults.Length)];
            _columns = plan is null ? [new("fault", NarrowFaultWidth, _ => "")] : Columns(plan, model.Size.Columns);
        }
        Table.Bind(_rows, _columns, model.Matrix.Fault, model.Matrix.Column, (model.Matrix.Tally, model.Matrix.Fault));
    }

    protected override void DrawHead(AppModel model, Canvas canvas)
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
    }

    protected override void DrawFoot(AppModel model, Canvas canvas)
    {
        if (model.Matrix is not { Tally: { } tally } matrix)
            return;
        int at = tally.Plan.At(matrix.Fault, matrix.Column);
        MatrixCell cell = tally.Plan.Cells[at];
        CellTally known = tally.Cells[at];
        Lines.Rule(canvas, 0, $"{cell.Fault} with {cell.Model}", Ink.Dim, model.Glyphs);
        string words = known switch
        {
            { Late: true, Report: { } late } => $"late: {VerdictSentence.Of(late)}. {cell.Fault} ends by itself: the machine had too much else to do. Fill it again when it is quiet.",
            { Report: { } report } => VerdictSentence.Of(report),
            { Refusal: { } refused } => $"the machine refused: {refused}",
            { Running: true } => "its run is under way",
            _ => cell.Refusal ?? (matrix.Filling ? "its turn comes" : $"not run yet: {KeyTable.KeyOf(model, ScreenAction.Run)} fills the matrix"),
        };
        Lines.PutWrapped(canvas, 1, 1, words, InkOf(known, Ink.Dim), canvas.Size.Columns - 2, FootRows - 1, model.Glyphs);
    }

    private ImmutableArray<RowColumn<int>> Columns(MatrixPlan plan, int width)
    {
        // The sign at the left, the scroll bar, the fault; each with a cell between.
        int name = width < WideFrom ? NarrowFaultWidth : FaultWidth, each = Math.Min(WidestColumn, (width - name - 4) / plan.Models.Length - 1);
        var columns = ImmutableArray.CreateBuilder<RowColumn<int>>();
        columns.Add(new("fault", name, fault => plan.Faults[fault], fault => fault == Screen.Model.Matrix.Fault ? Ink.Strong : Ink.Plain));
        for (int model = 0; model < plan.Models.Length; model++)
        {
            int column = model;
            columns.Add(new(plan.Models[model], each, fault => Cell(plan, fault, column, each).Text, fault => Cell(plan, fault, column, each).Ink, Clips: true));
        }
        return columns.DrainToImmutable();
    }

    private (string Text, Ink Ink) Cell(MatrixPlan plan, int fault, int model, int width)
    {
        int at = plan.At(fault, model);
        Glyphs glyphs = Screen.Model.Glyphs;
        return Screen.Model.Matrix.Tally!.Cells[at] switch
        {
            { Running: true } => ($"{glyphs.Pointer} running", Ink.Accent),
            { Late: true } => ($"{glyphs.Unknown} late", Ink.Warning),
            // The word says it all: the sign goes first where there is no room.
            { Verdict: { } verdict } known => (width < WholeVerdict ? verdict.Word : VerdictLook.Words(verdict, glyphs), InkOf(known, Ink.Plain)),
            { Refusal: not null } => ($"{glyphs.Unknown} refused", Ink.Warning),
            _ when plan.Cells[at].Spec is null => ($"{glyphs.Unknown} n/a", Ink.Dim),
            _ => (glyphs.Separator, Ink.Track),
        };
    }

    private static Ink InkOf(CellTally cell, Ink without) => cell.Late ? Ink.Warning : cell.Verdict is null ? without : VerdictLook.InkOf(cell.Verdict);
}
