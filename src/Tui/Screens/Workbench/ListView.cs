using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>Draws the open list of a field's choices over the rest.</summary>
internal static class ListView
{
    private const int Left = 2;

    public static void Draw(AppModel model, OpenList list, Area area)
    {
        int top = Layout.Form + (int)model.Workbench.Focus % Layout.Table + 1;
        int room = area.Size.Rows - top - 2;
        if (room < list.Choices.Length)
            (top, room) = (0, area.Size.Rows - 2);
        int rows = Math.Min(room, list.Choices.Length);
        int names = 0, widest = 0;
        foreach (Choice choice in list.Choices)
            names = Math.Max(names, choice.Id.Length);
        foreach (Choice choice in list.Choices)
            widest = Math.Max(widest, names + 7 + Widths.Of(choice.Meaning));
        int width = Math.Min(area.Size.Columns - 2 * Left, Math.Max(widest, 30));
        FormField field = FormField.Of(model.Workbench.Focus);
        Lines.Box(area, Left, top, width, rows + 2, $"{field.Label}: {field.Meaning}", model.Glyphs);
        int first = Math.Clamp(list.Selected - rows / 2, 0, list.Choices.Length - rows);
        for (int row = 0; row < rows; row++)
        {
            Choice choice = list.Choices[first + row];
            bool lit = first + row == list.Selected;
            int y = top + 1 + row;
            if (lit)
                area.Put(Left + 1, y, model.Glyphs.Pointer, Ink.Key);
            area.Put(Left + 3, y, choice.Id, new Style(Ink.Strong, lit));
            string meaning = Lines.Clauses(choice.Meaning, width - names - 7);
            Lines.PutCut(area, Left + 5 + names, y, meaning, lit ? Ink.Plain : Ink.Dim, width - names - 7, model.Glyphs);
        }
    }
}
