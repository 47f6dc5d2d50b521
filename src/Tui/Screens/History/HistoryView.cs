using System.Collections.Immutable;
using Sandbox.Core.History;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.History;

/// <summary>The runs of this session and earlier ones, newest first; two of them side by side.</summary>
internal sealed class HistoryView : IView
{
    private const int IdAt = 5;
    private const int WhenAt = 13;
    private const int VerdictAt = 34;
    private const int CommandAt = 47;
    private const int Around = 2;
    private const int WhatWidth = 20;

    public string Title => "history";

    public Binding Opening { get; } = Binding.ToOpen(ScreenAction.OpenHistory, 7, "the history: earlier runs, opened again or compared");

    public ImmutableArray<Binding> Keys { get; } =
    [
        new(ScreenAction.Choose, [], "open", "show the run of the cursor in every view; in a comparison, back to the list", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Mark, ["m"], "mark", "mark the run of the cursor, or take the mark away; two can be marked", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Compare, ["c"], "compare", "the two marked runs side by side", FooterOf.Ready | FooterOf.Running),
    ];

    public static int TableRows(Size room) => Math.Max(1, room.Rows - Around - 1);

    public static int ComparedRows(Size room) => Math.Max(1, room.Rows - Around - 1);

    public Transition Opened(AppModel model) =>
        model.History.Runs is null ? new Transition(model, [new Effect.ReadHistory()]) : model;

    public Transition Act(AppModel model, ScreenAction action) => HistoryUpdate.Act(model, action);

    public void Draw(AppModel model, Canvas canvas)
    {
        if (model.History.Comparison is { } comparison)
            DrawComparison(model, comparison, canvas);
        else
            DrawList(model, canvas);
    }

    private static void DrawList(AppModel model, Canvas canvas)
    {
        HistoryModel history = model.History;
        int x = canvas.Put(1, 0, "history", Ink.Title) + 2;
        if (history.Problem is { } problem)
            Lines.PutCut(canvas, x, 0, problem, Ink.Warning, canvas.Size.Columns - x - 1, model.Glyphs);
        if (history.Runs is not { IsEmpty: false } runs)
        {
            string why = history.Runs is null ? "It is being read." : "No run was kept yet: r runs what is set up, and keeps it here.";
            Lines.PutCut(canvas, 1, 2, why, Ink.Plain, canvas.Size.Columns - 2, model.Glyphs);
            return;
        }
        if (history.Problem is null)
            canvas.PutRight(canvas.Size.Columns - 1, 0, $"kept: {Numbers.Grouped(runs.Length)}, the newest first", Ink.Dim);
        canvas.Put(IdAt, 1, "id", Ink.Dim);
        canvas.Put(WhenAt, 1, "when", Ink.Dim);
        canvas.Put(VerdictAt, 1, "verdict", Ink.Dim);
        canvas.Put(CommandAt, 1, "command", Ink.Dim);
        int room = TableRows(canvas.Size), at = Math.Clamp(history.Selected, 0, runs.Length - 1);
        int top = Math.Clamp(at - room / 2, 0, Math.Max(0, runs.Length - room));
        for (int row = 0; row < room && top + row < runs.Length; row++)
            DrawRow(model, canvas, 2 + row, runs[top + row], top + row == at);
        string marked = history.Marked.IsEmpty ? "m marks a run; two marked ones are compared" : $"marked: {string.Join(", ", history.Marked)}";
        Lines.Rule(canvas, canvas.Size.Rows - 1, marked, Ink.Dim, model.Glyphs);
    }

    private static void DrawRow(AppModel model, Canvas canvas, int y, PastRun run, bool lit)
    {
        HistoryEntry entry = run.Entry;
        if (lit)
            canvas.Put(1, y, model.Glyphs.Pointer, Ink.Key);
        if (model.History.Marked.Contains(entry.Id))
            canvas.Put(3, y, "*", Ink.Key);
        canvas.Put(IdAt, y, entry.Id, new Style(Ink.Strong, lit));
        canvas.Put(WhenAt, y, run.When, Ink.Dim);
        canvas.Put(VerdictAt, y, VerdictLook.Words(entry.Report.Verdict, model.Glyphs), VerdictLook.InkOf(entry.Report.Verdict));
        Lines.PutCut(canvas, CommandAt, y, entry.Command, lit ? Ink.Plain : Ink.Dim, canvas.Size.Columns - CommandAt - 1, model.Glyphs);
    }

    private static void DrawComparison(AppModel model, RunComparison comparison, Canvas canvas)
    {
        HistoryModel history = model.History;
        int width = (canvas.Size.Columns - WhatWidth - 4) / 2, second = WhatWidth + 3 + width;
        canvas.Put(1, 0, $"differs: {comparison.Differs.Length}", Ink.Title);
        canvas.Put(WhatWidth + 2, 0, $"{history.Marked[0]}  {history.Find(history.Marked[0])?.When}", Ink.Accent, width);
        canvas.Put(second, 0, $"{history.Marked[1]}  {history.Find(history.Marked[1])?.When}", Ink.Accent, width);
        Lines.Rule(canvas, 1, "", Ink.Dim, model.Glyphs);
        int rows = ComparedRows(canvas.Size), count = comparison.Differs.Length + comparison.Same.Length;
        for (int row = 0; row < rows && history.Top + row < count; row++)
        {
            int at = history.Top + row;
            bool differs = at < comparison.Differs.Length;
            ComparedRow compared = differs ? comparison.Differs[at] : comparison.Same[at - comparison.Differs.Length];
            // A sign beside the colour: what is the same has an equals sign.
            canvas.Put(0, 2 + row, differs ? model.Glyphs.Wrong : "=", differs ? Ink.Warning : Ink.Dim);
            Lines.PutCut(canvas, 2, 2 + row, compared.What, differs ? Ink.Strong : Ink.Dim, WhatWidth - 1, model.Glyphs);
            Lines.PutCut(canvas, WhatWidth + 2, 2 + row, compared.A, differs ? Ink.Plain : Ink.Dim, width, model.Glyphs);
            Lines.PutCut(canvas, second, 2 + row, compared.B, differs ? Ink.Plain : Ink.Dim, width, model.Glyphs);
        }
        string more = count > rows ? $"{history.Top + 1} to {Math.Min(history.Top + rows, count)} of {count}: Up, Down" : "Esc leads back to the list";
        Lines.Rule(canvas, canvas.Size.Rows - 1, more, Ink.Dim, model.Glyphs);
    }
}
