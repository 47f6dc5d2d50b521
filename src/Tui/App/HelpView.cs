using Sandbox.Tui.Screens;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.App;

/// <summary>Draws the help: every key of the view that is shown.</summary>
internal static class HelpView
{
    /// <summary>More rows than any help has.</summary>
    public const int Longest = 1000;

    private const int MeaningAt = 20;
    private const int Head = 2;

    public static void Draw(AppModel model, int top, Canvas canvas)
    {
        List<Binding> rows = KeyTable.Of(model.View, model.Views, model.Keys);
        int room = canvas.Size.Rows - Head;
        canvas.Put(1, 0, $"keys of the view {model.View.Title}", Ink.Title);
        if (rows.Count > room)
            canvas.PutRight(canvas.Size.Columns - 1, 0, $"{top + 1} to {Math.Min(top + room, rows.Count)} of {rows.Count}: Down, Up, PgDn, PgUp", Ink.Dim);
        for (int row = 0; row < room && top + row < rows.Count; row++)
        {
            Binding binding = rows[top + row];
            canvas.Put(3, row + Head, string.Join("  ", binding.Keys), Ink.Key, MeaningAt - 4);
            Lines.PutCut(canvas, MeaningAt, row + Head, binding.Meaning, Ink.Plain, canvas.Size.Columns - MeaningAt, model.Glyphs);
        }
    }

    /// <summary>The first row after a move.</summary>
    public static int Scrolled(AppModel model, int top, int rows) =>
        Math.Clamp(top + rows, 0, Math.Max(0, KeyTable.Of(model.View, model.Views, model.Keys).Count - (model.Room.Rows - Head)));
}
