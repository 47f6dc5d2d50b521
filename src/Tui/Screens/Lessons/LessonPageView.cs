using System.Collections.Immutable;
using Sandbox.Core.Lessons;
using Sandbox.Tui.App;
using Sandbox.Tui.Lessons;
using Sandbox.Tui.Screens.Workbench;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.Lessons;

/// <summary>Draws the page of an open lesson: where one is in it, the text, and the workers of its run.</summary>
internal static class LessonPageView
{
    private const int TextAt = 2;

    public static void Draw(AppModel model, Canvas canvas)
    {
        LessonsModel lessons = model.Lessons;
        if (lessons.Current is not { } lesson)
            return;
        Lines.PutCut(canvas, 1, 0, lesson.Title, Ink.Title, canvas.Size.Columns - 40, model.Glyphs);
        canvas.PutRight(canvas.Size.Columns - 1, 0, Where(lessons, lesson), Ink.Dim);
        ImmutableArray<TextLine> lines = LessonPage.LinesOf(model, canvas.Size);
        int rows = LessonPage.Rows(model, canvas.Size), top = Math.Clamp(Top(lessons, lines, rows, model), 0, Math.Max(0, lines.Length - rows));
        for (int row = 0; row < rows && top + row < lines.Length; row++)
            DrawLine(lines[top + row], canvas, TextAt + row);
        string more = lines.Length > top + rows ? "more below: Down, PgDn" : top > 0 ? "the end; Up, PgUp" : "";
        Lines.Rule(canvas, 1, more, Ink.Dim, model.Glyphs);
        DrawWorkers(model, canvas);
    }

    private static void DrawLine(TextLine line, Canvas canvas, int y)
    {
        int x = TextAt + line.Indent;
        foreach (Words words in line.Words)
            x = canvas.Put(x, y, words.Text, words.Ink);
    }

    /// <summary>Where there is a cursor, its row is in sight.</summary>
    private static int Top(LessonsModel lessons, ImmutableArray<TextLine> lines, int rows, AppModel model)
    {
        if (lessons.Choices.IsEmpty)
            return lessons.Stage == LessonStage.Predict ? int.MaxValue : lessons.Top;
        for (int line = 0; line < lines.Length; line++)
        {
            if (lines[line].Words is [var first, ..] && first.Text.StartsWith(model.Glyphs.Pointer, StringComparison.Ordinal))
                return line + 4 < rows ? 0 : line - rows / 2;
        }
        return 0;
    }

    private static void DrawWorkers(AppModel model, Canvas canvas)
    {
        int rows = LessonPage.TableRows(model, canvas.Size), y = canvas.Size.Rows - rows;
        if (rows == 0 || model.Seen is not { } run)
            return;
        Lines.Rule(canvas, y, "what waitpid brought; the other views show the same run", Ink.Dim, model.Glyphs);
        TableColumns columns = TableColumns.Of(run, canvas.Size.Columns, model.Glyphs, new TableModel());
        columns.DrawHead(canvas, y + 1);
        // The worker that the fault is in, where not all fit.
        int room = rows - 2, faulty = run.Spec.Faulty is [var only, ..] ? only : run.WorkerCount - 1;
        int first = Math.Clamp(faulty - room / 2, 0, Math.Max(0, run.WorkerCount - room));
        for (int row = 0; row < room && first + row < run.WorkerCount; row++)
            WorkerTable.DrawRow(model, run, first + row, columns, canvas, y + 2 + row);
    }

    private static string Where(LessonsModel lessons, Lesson lesson)
    {
        string step = lesson.Steps.Length > 1 ? $"run {lessons.Step + 1} of {lesson.Steps.Length}, " : "";
        return lessons.Stage switch
        {
            LessonStage.Read => "read; Enter goes on",
            LessonStage.Predict => $"{step}prediction {lessons.Answers.Length + 1} of {lessons.CurrentStep?.Predictions.Length}",
            LessonStage.Observe => $"{step}observe",
            LessonStage.Explain => $"{step}explain; Enter goes on",
            _ => "the end",
        };
    }
}
