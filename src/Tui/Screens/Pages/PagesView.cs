using Sandbox.Core.Arrays;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Screens.Workbench;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Sandbox.Tui.Views;

namespace Sandbox.Tui.Screens.Pages;

/// <summary>Draws the page maps: a row a worker, below them the chosen one's in large.</summary>
internal sealed class PagesView(IScreen screen) : PaintedPage(screen)
{
    private const int IndexEnd = 9;
    private const int ProcessAt = 11;
    private const int WordWidth = 9;
    private const int WordFrom = 100;
    private const int NumberWidth = 10;
    private const int MapAt = 11;
    private const int LongWordsFrom = 100;

    protected override void Draw(AppModel model, Canvas canvas)
    {
        if (model.Seen is not { } run)
        {
            RunHead.Draw(canvas, model, "page map", "", Ink.Dim);
            string words = $"Nothing has run yet: {KeyTable.KeyOf(model, ScreenAction.Run)} runs what is set up, {KeyTable.KeyOf(model, ScreenAction.StepAll)} step by step.";
            Lines.PutCut(canvas, 1, RunHead.Rows, words, Ink.Plain, canvas.Size.Columns - 2, model.Glyphs);
            return;
        }
        PagesLayout layout = PagesLayout.Of(run, canvas.Size);
        int chosen = PagesScreen.Chosen(model, run), top = layout.Top(chosen);
        RunHead.Draw(canvas, model, "page map", Scale(run, canvas, layout, chosen), Ink.Dim);
        DrawHead(canvas);
        for (int row = 0; row < layout.ListRows; row++)
            DrawWorker(run, canvas, PagesLayout.List + row, layout.Workers == 1 ? chosen : top + row, top + row == chosen, model.Glyphs);
        DrawMap(run, canvas, layout, chosen, model.Glyphs);
        DrawSections(run, canvas, layout, model.Glyphs);
        Lines.Rule(canvas, layout.LegendRule, "", Ink.Dim, model.Glyphs);
        DrawLegend(run, canvas, layout.Legend, model.Glyphs);
        Lines.PutWrapped(canvas, 1, layout.Note, PagesWords.Model(run.Spec), Ink.Dim, canvas.Size.Columns - 2, layout.Notes, model.Glyphs);
    }

    private static int WordAt(Canvas canvas) => canvas.Size.Columns >= WordFrom ? WordWidth : 0;

    private static void DrawHead(Canvas canvas)
    {
        int x = ProcessAt + 1 + WordAt(canvas);
        canvas.PutRight(IndexEnd, RunHead.Rows, "worker", Ink.Dim);
        canvas.Put(ProcessAt, RunHead.Rows, WordAt(canvas) > 0 ? "S state" : "S", Ink.Dim);
        foreach (string head in (ReadOnlySpan<string>)["shared", "private", "faults"])
            canvas.PutRight(x += NumberWidth, RunHead.Rows, head, Ink.Dim);
        canvas.Put(x + 2, RunHead.Rows, "all of the array", Ink.Dim);
    }

    private static void DrawWorker(RunModel run, Canvas canvas, int y, int worker, bool lit, Glyphs glyphs)
    {
        WorkerPages? pages = PagesWords.Seen(run, worker);
        WorkerReport? report = WorkerFacts.Report(run, worker);
        if (run.Spec.Faulty.Contains(worker) || worker >= run.Spec.Workers)
            canvas.Put(0, y, "!", Ink.Warning);
        string name = PagesWords.OneMap(run) ? "all" : worker >= run.Spec.Workers ? "intruder" : Numbers.Plain(worker);
        canvas.PutRight(IndexEnd, y, name, new Style(Ink.Strong, lit));
        bool gone = report is not null || WorkerFacts.Snapshot(run, worker).ReapedMs is not null;
        canvas.Put(ProcessAt, y, gone || pages?.Process is not { } process ? glyphs.Unknown : process.State.ToString(), Ink.Plain);
        if (WordAt(canvas) > 0)
            canvas.Put(ProcessAt + 2, y, WorkerFacts.Word(run, worker), WorkerFacts.InkOf(run, worker), WordWidth);
        int x = ProcessAt + 1 + WordAt(canvas);
        bool seen = pages is { Reading.Source: not PageMapSource.Nowhere };
        canvas.PutRight(x += NumberWidth, y, Number(seen ? pages!.Reading.Shared : report?.Pages?.Shared, glyphs), Ink.Plain);
        canvas.PutRight(x += NumberWidth, y, Number(seen ? pages!.Reading.Private : report?.Pages?.Private, glyphs), Ink.Plain);
        canvas.PutRight(x += NumberWidth, y, Number(PagesWords.OneMap(run) ? pages?.Process?.MinorFaults : report?.Usage?.MinorFaults ?? pages?.Process?.MinorFaults, glyphs), Ink.Plain);
        int room = canvas.Size.Columns - x - 3;
        if (seen)
            PageMarks.Draw(canvas, x + 2, y, pages!.Cells, PageMarks.CellsPerMark(pages.Cells.Length, room), 0, room, glyphs);
    }

    private static int PerMark(WorkerPages pages, Canvas canvas, PagesLayout layout) =>
        PageMarks.CellsPerMark(pages.Cells.Length, (canvas.Size.Columns - MapAt - 1) * layout.MapRows);

    private static string Scale(RunModel run, Canvas canvas, PagesLayout layout, int chosen)
    {
        if (PagesWords.Seen(run, chosen) is not { Reading.Source: not PageMapSource.Nowhere } pages)
            return "";
        long pagesPerMark = PerMark(pages, canvas, layout) * run.Pages.Grid.PagesPerCell;
        return $"{Numbers.Grouped(run.Pages.Grid.Pages)} pages; a mark is {(pagesPerMark == 1 ? "one page" : $"{Numbers.Grouped(pagesPerMark)} pages")}";
    }

    private static void DrawMap(RunModel run, Canvas canvas, PagesLayout layout, int chosen, Glyphs glyphs)
    {
        WorkerPages? pages = PagesWords.Seen(run, chosen);
        string who = PagesWords.OneMap(run) ? "the host" : chosen >= run.Spec.Workers ? "the intruder" : $"worker {Numbers.Plain(chosen)}";
        Lines.Rule(canvas, layout.MapRule, $"{who}: {PagesWords.Source(run, pages)}", Ink.Title, glyphs);
        if (pages is not { Reading.Source: not PageMapSource.Nowhere })
            return;
        int width = canvas.Size.Columns - MapAt - 1;
        int perMark = PerMark(pages, canvas, layout);
        long pagesPerMark = perMark * run.Pages.Grid.PagesPerCell;
        for (int row = 0; row < layout.MapRows && (long)row * width * perMark < pages.Cells.Length; row++)
        {
            canvas.PutRight(MapAt - 2, layout.Map + row, Numbers.Grouped(row * width * pagesPerMark), Ink.Dim);
            PageMarks.Draw(canvas, MapAt, layout.Map + row, pages.Cells, perMark, row * width, width, glyphs);
        }
    }

    /// <summary>The sections of the program that the workers run: a row each, page by page.</summary>
    private static void DrawSections(RunModel run, Canvas canvas, PagesLayout layout, Glyphs glyphs)
    {
        if (layout.Sections == 0 || run.Report is not { Sections: var sections })
            return;
        string who = $"the program itself, as worker {Numbers.Plain(sections[0].Worker)} had it: code and read-only pages are shared for good";
        Lines.Rule(canvas, layout.SectionsRule, who, Ink.Title, glyphs);
        for (int row = 0; row < sections.Length; row++)
        {
            SectionReport section = sections[row];
            int y = layout.SectionsRule + 1 + row;
            canvas.PutRight(MapAt - 2, y, section.Name, Ink.Dim);
            string counts = $"{section.Permissions} {Numbers.Grouped(section.Shared)} shared, {Numbers.Grouped(section.Private)} private of {Numbers.Grouped(section.Pages)}";
            int room = canvas.Size.Columns - MapAt - counts.Length - 3;
            canvas.PutRight(canvas.Size.Columns - 1, y, counts, Ink.Plain);
            if (room > 0 && section.Cells.Length > 0)
                PageMarks.Draw(canvas, MapAt, y, section.Cells, PageMarks.CellsPerMark(section.Cells.Length, room), 0, room, glyphs);
        }
    }

    private static void DrawLegend(RunModel run, Canvas canvas, int y, Glyphs glyphs)
    {
        int x = 1;
        for (PageState state = PageState.Untouched; state <= PageState.Written; state++)
        {
            if (state == PageState.Private && run.Spec.ModelRow.SharesFrames || state == PageState.Shared && PagesWords.OneMap(run))
                continue;
            canvas.Fill(x, y, 1, glyphs.Pages[(int)state], PageMarks.InkOf(state));
            PageWords words = PageWords.In(run.Spec.ModelRow, state);
            x = canvas.Put(x + 2, y, canvas.Size.Columns < LongWordsFrom ? words.Word : words.Full, Ink.Dim) + 3;
        }
        const string faults = "S: as in /proc; faults: minor ones of the process";
        if (x + faults.Length < canvas.Size.Columns)
            canvas.PutRight(canvas.Size.Columns - 1, y, faults, Ink.Dim);
    }

    private static string Number(long? number, Glyphs glyphs) => number is { } known ? Numbers.Grouped(known) : glyphs.Unknown;
}
