using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>Draws the form: three rows of choices with their meaning beside them, three rows of three values.</summary>
internal static class FormView
{
    private const int LabelEnd = 8;
    private const int ValueAt = LabelEnd + 2;
    private const int ColumnWidest = 34;
    private const int ValueWidth = 19;
    private const int MeaningAt = ValueAt + ValueWidth + 2;

    public static void Draw(AppModel model, Canvas canvas)
    {
        int rows = Layout.Of(canvas.Size).FormRows, top = Math.Max(0, Form.Row(model.Workbench.Focus) - rows + 1);
        canvas = canvas.Part(0, Layout.Top, canvas.Size.Columns, rows);
        foreach (RunSetting field in Form.Fields)
        {
            if (Form.IsWide(field))
                DrawWide(model, canvas, field, Form.Row(field) - top);
            else
                DrawValue(model, canvas, field, Form.Row(field) - top);
        }
        if (top > 0)
            canvas.PutRight(canvas.Size.Columns, 0, model.Glyphs.Ascending, Ink.Key);
        if (top + rows < Form.Rows)
            canvas.PutRight(canvas.Size.Columns, rows - 1, model.Glyphs.Descending, Ink.Key);
    }

    /// <summary>What stands in a field means this.</summary>
    public static string Meaning(AppModel model, RunSetting field)
    {
        WorkbenchModel bench = model.Workbench;
        if (field.Idle(bench.Fault) is { } idle)
            return idle;
        if (field == RunSettings.Argument)
            return $"{bench.Fault!.Argument!.Name}: {bench.Fault.Argument.Summary}";
        foreach (SettingChoice choice in field.Choices)
        {
            if (choice.Word == bench[field])
                return Form.IsWide(field) ? choice.Meaning : $"{choice.Word}: {choice.Meaning}";
        }
        return field.Meaning;
    }

    private static int Room(AppModel model) => model.Size.Columns - MeaningAt - 1;

    private static void DrawWide(AppModel model, Canvas canvas, RunSetting field, int y)
    {
        bool lit = HasCursor(model, field);
        DrawLabel(canvas, 0, y, field, lit, matters: true);
        int x = canvas.Put(ValueAt, y, model.Workbench[field], new Style(Ink.Strong, lit), ValueWidth);
        if (lit)
        {
            canvas.Put(ValueAt - 1, y, model.Glyphs.Before, Ink.Key);
            canvas.Put(x, y, model.Glyphs.After, Ink.Key);
        }
        string meaning = Lines.Clauses(Meaning(model, field), Room(model));
        Lines.PutCut(canvas, MeaningAt, y, meaning, Ink.Dim, Room(model), model.Glyphs);
    }

    private static void DrawValue(AppModel model, Canvas canvas, RunSetting field, int y)
    {
        int place = Form.Index(field) - Form.Wide;
        int width = Math.Min(ColumnWidest, canvas.Size.Columns / Form.PerRow);
        int left = place % Form.PerRow * width;
        WorkbenchModel bench = model.Workbench;
        bool lit = HasCursor(model, field), matters = bench.Matters(field);
        DrawLabel(canvas, left, y, field, lit, matters);
        int room = width - ValueAt - 1;
        if (lit && bench.Typing is { } typing)
        {
            // The end of what is typed stays in sight.
            string tail = typing.Text.Length < room ? typing.Text : typing.Text[^(room - 1)..];
            int x = canvas.Put(left + ValueAt, y, tail, Ink.Accent, room - 1);
            canvas.Put(x, y, " ", new Style(Ink.Plain, Lit: true));
            return;
        }
        string value = matters ? bench.Shown(field) : model.Glyphs.Unknown;
        if (field.Form == SettingForm.Number && long.TryParse(value, out long number) && Numbers.Grouped(number) is var grouped && grouped.Length <= room)
            value = grouped;
        Ink ink = !matters ? Ink.Dim : bench[field].Length == 0 ? Ink.Plain : Ink.Strong;
        Lines.PutCut(canvas, left + ValueAt, y, value.Length == 0 ? " " : value, new Style(ink, lit), room, model.Glyphs);
    }

    private static void DrawLabel(Canvas canvas, int left, int y, RunSetting field, bool lit, bool matters) =>
        canvas.PutRight(left + LabelEnd, y, field.Name, lit ? Ink.Title : matters ? Ink.Plain : Ink.Dim);

    private static bool HasCursor(AppModel model, RunSetting field) => !model.Workbench.OnTable && model.Workbench.Focus == field;
}
