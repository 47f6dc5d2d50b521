using System.Collections.Immutable;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>Draws the open list over the rest.</summary>
internal static class ListView
{
    private const int Left = 2;

    public static void Draw(AppModel model, OpenList list, Canvas canvas)
    {
        // By all choices, not by those that are found: the box stands still while letters are typed.
        int top = Layout.Top + (list.Field is { } of ? Form.Index(of) : 0) % Layout.Of(canvas.Size).Table + 1;
        int room = canvas.Size.Rows - top - 2;
        if (room < list.Choices.Length)
            (top, room) = (0, canvas.Size.Rows - 2);
        int rows = Math.Min(room, list.Choices.Length);
        int names = 0, widest = 0;
        foreach (Choice choice in list.Choices)
            names = Math.Max(names, choice.Id.Length);
        foreach (Choice choice in list.Choices)
            widest = Math.Max(widest, names + 7 + Cells.Of(choice.Meaning));
        int width = Math.Min(canvas.Size.Columns - 2 * Left, Math.Max(widest, 40));
        Lines.Box(canvas, Left, top, width, rows + 2, Title(list), model.Glyphs);
        ImmutableArray<Choice> shown = list.Shown;
        if (shown.IsEmpty)
            Lines.PutCut(canvas, Left + 3, top + 1, "nothing is called so; Backspace takes a letter back", Ink.Dim, width - 4, model.Glyphs);
        int first = Math.Clamp(list.Selected - rows / 2, 0, Math.Max(0, shown.Length - rows));
        for (int row = 0; row < rows && first + row < shown.Length; row++)
            DrawChoice(model, canvas.Part(Left, top + 1 + row, width, 1), shown[first + row], first + row == list.Selected, names);
    }

    private static string Title(OpenList list)
    {
        if (list.Find.Length > 0)
            return $"find: {list.Find}_";
        return list.Field is { } field ? $"{field.Name}: {field.Meaning}; letters find" : "presets: letters find, Enter takes one";
    }

    private static void DrawChoice(AppModel model, Canvas line, Choice choice, bool lit, int names)
    {
        if (lit)
            line.Put(1, 0, model.Glyphs.Pointer, Ink.Key);
        bool possible = choice.Problem is null;
        line.Put(3, 0, choice.Id, new Style(possible ? Ink.Strong : Ink.Dim, lit));
        int room = line.Size.Columns - names - 7;
        string meaning = possible ? Lines.Clauses(choice.Meaning, room) : $"{model.Glyphs.Wrong} {choice.Problem}";
        Lines.PutCut(line, 5 + names, 0, meaning, possible ? lit ? Ink.Plain : Ink.Dim : Ink.Warning, room, model.Glyphs);
    }
}
