using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>Draws the form: three rows of choices with their meaning beside them, three rows of three values.</summary>
internal static class FormView
{
    private const int LabelEnd = 9;
    private const int ValueWidth = 20;
    private const int MeaningAt = LabelEnd + 1 + ValueWidth + 6;

    public static void Draw(AppModel model, CellGrid grid)
    {
        foreach (FormField field in FormField.All)
        {
            if (field.IsWide)
                DrawWide(model, grid, field);
            else
                DrawValue(model, grid, field);
        }
    }

    /// <summary>What stands in a field means this.</summary>
    public static string Meaning(AppModel model, FieldId id)
    {
        WorkbenchModel bench = model.Workbench;
        FormField field = FormField.Of(id);
        if (id == FieldId.Argument)
            return bench.Fault?.Argument is { } argument ? $"{argument.Name}: {argument.Summary}" : $"{bench[FieldId.Fault]} takes no argument";
        if (!bench.Matters(id))
            return id == FieldId.Order ? "only an intruder has an order: corrupt-array" : "no worker is faulty here";
        foreach (Choice choice in field.Choices())
        {
            if (choice.Id == bench[id])
                return field.IsWide ? choice.Meaning : $"{choice.Id}: {choice.Meaning}";
        }
        return field.Meaning;
    }

    /// <summary>Whether the meaning beside a field is longer than its place.</summary>
    public static bool IsCut(AppModel model, FieldId id) => Widths.Of(Meaning(model, id)) > model.Size.Columns - MeaningAt - 1;

    private static void DrawWide(AppModel model, CellGrid grid, FormField field)
    {
        int y = Layout.Form + (int)field.Id;
        bool lit = HasCursor(model, field);
        DrawLabel(grid, 0, y, field, lit, matters: true);
        string value = model.Workbench[field.Id];
        int x = grid.Put(LabelEnd + 1, y, $"{model.Glyphs.Before} ", lit ? Ink.Key : Ink.Track);
        grid.Put(x, y, value, new Style(Ink.Strong, lit), ValueWidth);
        grid.Put(x + ValueWidth, y, $" {model.Glyphs.After}", lit ? Ink.Key : Ink.Track);
        Lines.PutCut(grid, MeaningAt, y, Meaning(model, field.Id), Ink.Dim, grid.Size.Columns - MeaningAt - 1, model.Glyphs);
    }

    private static void DrawValue(AppModel model, CellGrid grid, FormField field)
    {
        int place = (int)field.Id - FormField.Wide;
        int y = Layout.Form + FormField.Wide + place / FormField.PerRow;
        int width = grid.Size.Columns / FormField.PerRow;
        int left = place % FormField.PerRow * width;
        WorkbenchModel bench = model.Workbench;
        bool lit = HasCursor(model, field), matters = bench.Matters(field.Id);
        DrawLabel(grid, left, y, field, lit, matters);
        int room = width - LabelEnd - 2;
        if (lit && bench.Typing is { } typing)
        {
            // The end of what is typed stays in sight.
            string tail = typing.Text.Length < room ? typing.Text : typing.Text[^(room - 1)..];
            int x = grid.Put(left + LabelEnd + 1, y, tail, Ink.Accent, room - 1);
            grid.Put(x, y, " ", new Style(Ink.Plain, Lit: true));
            return;
        }
        string value = matters ? bench.Shown(field.Id) : model.Glyphs.Unknown;
        if (field.Kind == FieldKind.Number && long.TryParse(value, out long number))
            value = Numbers.Grouped(number);
        Ink ink = !matters ? Ink.Dim : bench[field.Id].Length == 0 ? Ink.Plain : Ink.Strong;
        Lines.PutCut(grid, left + LabelEnd + 1, y, value.Length == 0 ? " " : value, new Style(ink, lit), room, model.Glyphs);
    }

    private static void DrawLabel(CellGrid grid, int left, int y, FormField field, bool lit, bool matters) =>
        grid.PutRight(left + LabelEnd, y, field.Label, lit ? Ink.Title : matters ? Ink.Plain : Ink.Dim);

    private static bool HasCursor(AppModel model, FormField field) => !model.Workbench.OnTable && model.Workbench.Focus == field.Id;
}
