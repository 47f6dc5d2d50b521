using Sandbox.Core.Lessons;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.Lessons;

/// <summary>Draws the list of the lessons, with what was reached in each.</summary>
internal static class LessonListView
{
    private const int Head = 2;
    private const int Foot = 2;
    private const int NumberEnd = 5;
    private const int DoneAt = 7;
    private const int TitleAt = 15;
    private const int LevelWidth = 13;
    private const int MinutesWidth = 8;

    /// <summary>How many lessons there is room for.</summary>
    public static int Rows(Size room) => Math.Max(1, room.Rows - Head - Foot);

    public static void Draw(AppModel model, Canvas canvas)
    {
        LessonsModel lessons = model.Lessons;
        int width = canvas.Size.Columns, x = canvas.Put(1, 0, "lessons", Ink.Title) + 2;
        string said = lessons.Problem ?? "predict what a run will leave behind, run it, see why";
        Lines.PutCut(canvas, x, 0, said, lessons.Problem is null ? Ink.Plain : Ink.Warning, width - x - 1, model.Glyphs);
        if (lessons.All is not { IsEmpty: false } all)
        {
            canvas.Put(1, Head, lessons.All is null ? "They are being read." : "There are no lessons.", Ink.Plain);
            return;
        }
        canvas.Put(DoneAt, 1, "right", Ink.Dim);
        canvas.Put(TitleAt, 1, "lesson", Ink.Dim);
        canvas.PutRight(width - MinutesWidth - 2, 1, "level       ", Ink.Dim);
        canvas.PutRight(width - 1, 1, "minutes", Ink.Dim);
        int room = Rows(canvas.Size), at = Math.Clamp(lessons.Selected, 0, all.Length - 1);
        int top = Math.Clamp(at - room / 2, 0, Math.Max(0, all.Length - room));
        for (int row = 0; row < room && top + row < all.Length; row++)
            DrawRow(model, canvas, Head + row, top + row, all[top + row], top + row == at);
        int done = all.Count(lesson => lessons.Best.ContainsKey(lesson.Id));
        Lines.Rule(canvas, canvas.Size.Rows - Foot, $"{done} of {all.Length} done {model.Glyphs.Separator} Enter opens this one", Ink.Dim, model.Glyphs);
        Lines.PutCut(canvas, 1, canvas.Size.Rows - 1, all[at].Summary, Ink.Plain, width - 2, model.Glyphs);
    }

    private static void DrawRow(AppModel model, Canvas canvas, int y, int index, Lesson lesson, bool lit)
    {
        int width = canvas.Size.Columns;
        if (lit)
            canvas.Put(1, y, model.Glyphs.Pointer, Ink.Key);
        canvas.PutRight(NumberEnd, y, Numbers.Plain(index + 1), Ink.Dim);
        if (model.Lessons.Best.TryGetValue(lesson.Id, out var best))
            canvas.Put(DoneAt, y, $"{(best.Right == best.Of ? model.Glyphs.Right : " ")} {best.Right}/{best.Of}", best.Right == best.Of ? Ink.Good : Ink.Plain);
        else
            canvas.Put(DoneAt + 2, y, model.Glyphs.Unknown, Ink.Dim);
        Lines.PutCut(canvas, TitleAt, y, lesson.Title, new Style(lit ? Ink.Strong : Ink.Plain, lit), width - TitleAt - LevelWidth - MinutesWidth - 2, model.Glyphs);
        canvas.Put(width - MinutesWidth - LevelWidth - 1, y, lesson.Level, Ink.Dim);
        canvas.PutRight(width - 1, y, Numbers.Plain(lesson.Minutes), Ink.Dim);
    }
}
