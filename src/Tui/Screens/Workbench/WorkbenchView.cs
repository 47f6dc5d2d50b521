using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Sandbox.Tui.Views;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>The workbench: the form, a line that speaks of it, and the run, which is live and so painted cell by cell.</summary>
internal sealed class WorkbenchView : ModelView
{
    private const int WheelRows = 3;

    private readonly FormView _form;
    private readonly PaintedView _message;
    private readonly PaintedView _run;
    private readonly LineField _filter;
    private readonly PlainLabel _filterLabel;
    private BenchLayout? _placed;
    private bool _onTable;
    private bool _filtering;

    public WorkbenchView(IScreen screen) : base(screen)
    {
        _form = new FormView(screen) { Width = Dim.Fill() };
        _message = new PaintedView(screen, DrawMessage, model => (model.Size, model.Notice, model.Workbench, model.Seen?.Command)) { Width = Dim.Fill(), Height = 1 };
        _run = new PaintedView(screen, WorkerTable.Draw) { Width = Dim.Fill(), CanFocus = true, TabStop = TabBehavior.TabStop };
        _run.HasFocusChanged += (_, e) =>
        {
            if (e.NewValue)
                screen.Send(new Message.FieldFocused(null));
        };
        _run.MouseEvent += (_, mouse) => Used(mouse);
        _filterLabel = new PlainLabel { X = 1, Text = "filter", Visible = false, CanFocus = false };
        _filter = new LineField { X = 8, Width = 30, Visible = false, TabStop = TabBehavior.NoStop };
        _filter.ValueChanged += (_, e) => screen.Send(new Message.TableFiltered(e.NewValue ?? ""));
        _filter.Accepting += (_, e) =>
        {
            e.Handled = true;
            screen.Send(new Message.FieldFocused(null));
        };
        Add(_form, _message, _run, _filterLabel, _filter);
    }

    public override void Bind(AppModel model)
    {
        BenchLayout layout = BenchLayout.Of(model.Room);
        if (_placed != layout)
        {
            _placed = layout;
            _message.Y = layout.Message;
            (_run.Y, _run.Height) = (layout.Run, Math.Max(1, layout.RunRows));
            (_filter.Y, _filterLabel.Y) = (layout.Run + layout.Window, layout.Run + layout.Window);
        }
        _form.Bind(model);
        BindFocus(model.Workbench);
        _message.Bind(model);
        _run.Bind(model);
    }

    private void BindFocus(WorkbenchModel bench)
    {
        if (bench.Table.Typing != _filtering)
        {
            _filtering = bench.Table.Typing;
            (_filter.Visible, _filterLabel.Visible) = (_filtering, _filtering);
            if (_filtering)
            {
                _filter.Show(bench.Table.Filter);
                _filter.Forget();
                _filter.SetFocus();
            }
            else
            {
                _run.SetFocus();
            }
        }
        if (bench.OnTable == _onTable)
            return;
        _onTable = bench.OnTable;
        if (_onTable && !_filtering)
            _run.SetFocus();
        else if (!_onTable)
            _form.FocusOn(bench.Focus);
    }

    private void Used(Mouse mouse)
    {
        AppModel model = Screen.Model;
        if (mouse.Flags.HasFlag(MouseFlags.WheeledUp) || mouse.Flags.HasFlag(MouseFlags.WheeledDown))
        {
            Screen.Send(new Message.TableWheeled(mouse.Flags.HasFlag(MouseFlags.WheeledUp) ? -WheelRows : WheelRows));
            mouse.Handled = true;
        }
        else if (mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) && mouse.Position is { } at)
        {
            mouse.Handled = true;
            if (WorkerTable.At(model, at.Y) is { } worker)
            {
                Screen.Send(new Message.WorkerClicked(worker));
            }
            else if (model.Seen is { } run && at.Y == BenchLayout.Of(model.Room).Head
                && TableColumns.Of(model, run).HeadAt(at.X) is { } head)
            {
                Screen.Send(new Message.HeadClicked(head));
            }
        }
    }

    /// <summary>One line for what matters most: what was just said, what is wrong, what the field of the focus means.</summary>
    private static void DrawMessage(AppModel model, Canvas canvas)
    {
        WorkbenchModel bench = model.Workbench;
        int width = canvas.Size.Columns - 2;
        if (model is { Notice: { } notice, FooterRows: 1 })
            Lines.PutCut(canvas, 1, 0, notice.Text, notice.Ink, width, model.Glyphs);
        else if (bench is { Editing: false, Draft.Problem: { } problem })
            Lines.PutCut(canvas, 1, 0, $"{model.Glyphs.Wrong} {problem}", Ink.Bad, width, model.Glyphs);
        else if (bench.Editing)
            Lines.PutCut(canvas, 1, 0, $"{bench.Focus.Name}: {bench.Focus.Meaning}. Enter takes it, Esc leaves it as it was.", Ink.Accent, width, model.Glyphs);
        else if (!bench.OnTable && model.Seen is { } seen && seen.Command != bench.Draft.Command && seen.Command != bench.Draft.Command + RunModel.StepOption)
            Lines.PutCut(canvas, 1, 0, $"{KeyTable.KeyOf(model, ScreenAction.Run)} runs: {bench.Draft.Command}", Ink.Accent, width, model.Glyphs);
        else if (!bench.OnTable)
            Lines.PutCut(canvas, 1, 0, FormView.Meaning(model, bench.Focus), Ink.Dim, width, model.Glyphs);
        else if (model.Seen is not null)
            Lines.PutCut(canvas, 1, 0, Hint(model), Ink.Dim, width, model.Glyphs);
    }

    private static string Hint(AppModel model)
    {
        string Key(ScreenAction action) => KeyTable.KeyOf(model, action);
        return $"{Key(ScreenAction.Choose)} shows all of a worker; {Key(ScreenAction.Sort)} sorts, {Key(ScreenAction.Flip)} flips, {Key(ScreenAction.Find)} filters, "
            + $"{Key(ScreenAction.Follow)} follows; {Key(ScreenAction.Back)} leads back";
    }
}
