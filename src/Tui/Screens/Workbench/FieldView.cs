using System.Text;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Sandbox.Tui.Views;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>
/// A field of the form: its name, and the widget that its kind of setting has. A choice opens a list that says what each one means, which a stock
/// drop-down cannot; a number and a text are typed after Enter, a switch is a check box.
/// </summary>
internal sealed class FieldView : View
{
    public const int LabelWidth = 9;

    /// <summary>Where the meaning of a wide field begins.</summary>
    public const int WideEnd = LabelWidth + WideValue + 1;

    private const int WideValue = 20;

    private readonly IScreen _screen;
    private readonly PlainLabel _label;
    private readonly View _value;
    private readonly PlainLabel? _meaning;
    private int _meaningRoom;
    private (string Text, bool Matters, bool Focused, bool Editing, bool Set, string Meaning, Palette Palette)? _bound;

    public FieldView(IScreen screen, RunSetting field)
    {
        (_screen, Field) = (screen, field);
        (CanFocus, Height) = (true, 1);
        _label = new PlainLabel { Width = LabelWidth - 1, Height = 1, TextAlignment = Alignment.End, Text = field.Label, CanFocus = false };
        _value = Made();
        (_value.X, _value.Height) = (LabelWidth, 1);
        _value.HasFocusChanged += (_, e) =>
        {
            if (e.NewValue)
                screen.Send(new Message.FieldFocused(field));
            else
                Commit();
        };
        Add(_label, _value);
        if (Form.IsWide(field))
        {
            _meaning = new PlainLabel { Height = 1, Width = Dim.Fill(1), CanFocus = false };
            Add(_meaning);
        }
        if (field.Form == SettingForm.Number)
            Add(Stepper("-", -1, 2), Stepper("+", 1, 1));
    }

    public RunSetting Field { get; }

    /// <summary>Takes the place that it has on the form.</summary>
    public void Place(int x, int y, int width)
    {
        (X, Y, Width) = (x, y, width);
        int room = Form.IsWide(Field) ? WideValue : width - LabelWidth - 1;
        _value.Width = room - (Field.Form == SettingForm.Number ? 4 : 0);
        if (_meaning is not null)
            (_meaning.X, _meaningRoom) = (LabelWidth + room + 1, width - LabelWidth - room - 2);
    }

    /// <summary>Puts the focus on it.</summary>
    public void Focus() => _value.SetFocus();

    public void Bind(AppModel model)
    {
        WorkbenchModel bench = model.Workbench;
        bool focused = !bench.OnTable && bench.Focus == Field, editing = focused && bench.Editing, matters = bench.Matters(Field);
        var now = (Shown(model, matters, editing), matters, focused, editing, bench[Field].Length > 0, _meaning is null || Field == RunSettings.Model && bench.RunsProgram ? "" : Lines.Cut(Lines.Clauses(FormView.Meaning(model, Field), _meaningRoom), _meaningRoom, model.Glyphs), _screen.Palette);
        if (_bound == now)
            return;
        bool began = editing && _bound is not { Editing: true };
        _bound = now;
        _label.SetScheme(Schemes.Of(_screen.Palette, focused ? Ink.Title : matters ? Ink.Plain : Ink.Dim));
        _value.SetScheme(Schemes.Of(_screen.Palette, !matters ? Ink.Dim : now.Item5 ? Ink.Strong : Ink.Plain));
        if (_meaning is not null)
        {
            _meaning.SetScheme(Schemes.Of(_screen.Palette, Ink.Dim));
            _meaning.Text = now.Item6;
        }
        switch (_value)
        {
            case LineField text:
                text.ReadOnly = !editing;
                // What is being typed is the widget's own until it is whole.
                if (!editing || began)
                    text.Show(now.Item1);
                if (began)
                    text.SelectAll();
                else if (!editing)
                    text.ClearAllSelection();
                break;
            case CheckBox check:
                (check.Value, check.Text) = (now.Item1 == "true" ? CheckState.Checked : CheckState.UnChecked, now.Item1 == "true" ? "yes" : "no");
                break;
            default:
                _value.Text = now.Item1;
                break;
        }
    }

    private View Made()
    {
        switch (Field.Form)
        {
            case SettingForm.Choice:
                var choice = new View { CanFocus = true, HotKeySpecifier = new Rune(0xffff) };
                choice.MouseEvent += (_, mouse) => Clicked(mouse);
                return choice;
            case SettingForm.Switch:
                var check = new CheckBox { CanFocus = true };
                // The model says what it is.
                check.ValueChanging += (_, change) =>
                {
                    if (_bound is { } bound && change.NewValue != (bound.Text == "true" ? CheckState.Checked : CheckState.UnChecked))
                    {
                        change.Handled = true;
                        _screen.Send(new Message.FieldAsked(Field));
                    }
                };
                return check;
            default:
                var text = new LineField { ReadOnly = true };
                text.Accepting += (_, e) =>
                {
                    e.Handled = true;
                    Commit();
                };
                text.MouseEvent += (_, mouse) =>
                {
                    if (text.ReadOnly)
                        Clicked(mouse);
                };
                return text;
        }
    }

    private void Clicked(Mouse mouse)
    {
        // Not at the press: its release would fall into the list that opens.
        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked))
            return;
        mouse.Handled = true;
        _screen.Send(new Message.FieldAsked(Field));
    }

    /// <summary>What was typed is the field's from now on.</summary>
    private void Commit()
    {
        if (_value is TextField { ReadOnly: false } text)
            _screen.Send(new Message.FieldTyped(Field, text.Text));
    }

    private PlainLabel Stepper(string sign, int direction, int fromRight)
    {
        var stepper = new PlainLabel { Text = sign, X = Pos.Right(_value) + 3 - fromRight, Width = 1, Height = 1, CanFocus = false };
        stepper.MouseEvent += (_, mouse) =>
        {
            if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed))
                return;
            mouse.Handled = true;
            _screen.Send(new Message.FieldStepped(Field, direction));
        };
        return stepper;
    }

    private string Shown(AppModel model, bool matters, bool editing)
    {
        WorkbenchModel bench = model.Workbench;
        string value = matters ? bench.Shown(Field) : model.Glyphs.Unknown;
        if (Field.Form == SettingForm.Number && !editing && long.TryParse(value, out long number))
            value = Numbers.Grouped(number);
        return Field.Form == SettingForm.Choice ? $"{value} {model.Glyphs.Descending}" : value;
    }
}
