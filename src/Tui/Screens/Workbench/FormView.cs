using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Views;
using Terminal.Gui.ViewBase;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>The form: the three choices that matter most with their meaning beside them, then three fields in a row. It scrolls where it has no room for all.</summary>
internal sealed class FormView : View
{
    private const int ColumnWidest = 34;

    private readonly List<FieldView> _fields = [];
    private (int Width, int Rows) _placed;
    private readonly IScreen _screen;
    private WorkbenchModel? _bound;
    private Palette? _palette;
    private RunSetting? _focused;

    public FormView(IScreen screen)
    {
        (_screen, CanFocus) = (screen, true);
        foreach (RunSetting field in Form.Fields)
        {
            var view = new FieldView(screen, field);
            _fields.Add(view);
            Add(view);
        }
    }

    /// <summary>What stands in a field means this.</summary>
    public static string Meaning(AppModel model, RunSetting field)
    {
        WorkbenchModel bench = model.Workbench;
        if (bench.WhyIdle(field) is { } idle)
            return idle;
        if (field == RunSettings.Argument)
            return $"{bench.Fault!.Argument!.Name}: {bench.Fault.Argument.Summary}";
        if (field == RunSettings.Fault && bench is { RunsProgram: true, Fault.FromOutside: { } outside })
            return outside;
        foreach (SettingChoice choice in field.Choices)
        {
            if (choice.Word == bench[field])
                return Form.IsWide(field) ? choice.Meaning : $"{choice.Word}: {choice.Meaning}";
        }
        return field.Meaning;
    }

    public void Bind(AppModel model)
    {
        WorkbenchModel bench = model.Workbench;
        int rows = BenchLayout.Of(model.Room).FormRows, width = model.Size.Columns;
        if (ReferenceEquals(bench, _bound) && _placed == (width, rows) && _palette == _screen.Palette)
            return;
        (_bound, _palette) = (bench, _screen.Palette);
        if (_placed != (width, rows))
            Place(width, rows);
        foreach (FieldView field in _fields)
        {
            field.Visible = field.Field != Form.Beside || bench.RunsProgram;
            field.Bind(model);
        }
        RunSetting? focus = bench.OnTable ? null : bench.Focus;
        if (focus == _focused)
            return;
        _focused = focus;
        if (focus is null)
            return;
        _fields[Form.Index(focus)].Focus();
        int row = Form.Row(focus), top = Math.Clamp(Viewport.Y, Math.Max(0, row - rows + 1), row);
        if (Viewport.Y != top)
            Viewport = Viewport with { Y = top };
    }

    /// <summary>Puts the focus where the model has it.</summary>
    public void FocusOn(RunSetting field) => _fields[Form.Index(field)].Focus();

    private void Place(int width, int rows)
    {
        _placed = (width, rows);
        Height = rows;
        SetContentSize(new(width, Form.Rows));
        int column = Math.Min(ColumnWidest, width / Form.PerRow);
        foreach (FieldView view in _fields)
        {
            int place = Form.Index(view.Field) - Form.Wide;
            if (view.Field == Form.Beside)
                view.Place(FieldView.WideEnd, Form.Row(view.Field), width - FieldView.WideEnd);
            else if (Form.IsWide(view.Field))
                view.Place(0, Form.Row(view.Field), width);
            else
                view.Place(place % Form.PerRow * column, Form.Row(view.Field), column);
        }
    }
}
