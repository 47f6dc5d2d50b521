using System.Collections.Immutable;
using System.Text;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;
using Key = Sandbox.Tui.Terminal.Key;
using Schemes = Sandbox.Tui.Toolkit.Schemes;
using Size = Sandbox.Tui.Terminal.Size;

namespace Sandbox.Tui.Views;

/// <summary>A dialog that is bound to the model: it lies over the view, takes the keys first, and is closed by Esc and by q.</summary>
internal abstract class ModelDialog : Dialog
{
    protected ModelDialog(IScreen screen, DialogModel model)
    {
        // An underscore is a letter.
        HotKeySpecifier = new Rune(0xffff);
        (Owner, Title) = (screen, $" {model.Title} ");
        (BorderStyle, ShadowStyle, Arrangement) = (LineStyle.Rounded, null, ViewArrangement.Fixed);
        // Its room for a shadow.
        Margin.Thickness = Thickness.Empty;
        SetScheme(Schemes.Of(screen.Palette));
    }

    protected IScreen Owner { get; }

    /// <summary>Shows the model as it is now.</summary>
    public abstract void Bind(AppModel model);

    /// <summary>A key was pressed.</summary>
    /// <returns>Whether the dialog is done with it; if not, its widgets get it.</returns>
    public abstract bool Take(Key key);

    protected void Close() => Owner.Send(new Message.DialogClosed());

    /// <summary>Puts it in the middle of the screen; it is laid out anew only where that has changed.</summary>
    protected void Place(int width, int height)
    {
        Size size = Owner.Model.Size;
        (width, height) = (Math.Min(width, size.Columns), Math.Min(height, size.Rows));
        if (Frame.Width == width && Frame.Height == height && Frame.X == (size.Columns - width) / 2)
            return;
        (X, Y, Width, Height) = ((size.Columns - width) / 2, Math.Max(0, (size.Rows - height) / 2), width, height);
    }

    /// <summary>What the key table says of a key in the view below.</summary>
    protected ScreenAction? ActionOf(Key key) => KeyTable.Find(Owner.Model.View, Owner.Model.Views, Owner.Model.Keys, key);
}

/// <summary>A text to read.</summary>
internal sealed class ReadingDialog : ModelDialog
{
    private const int Widest = 100;
    private readonly DialogModel.Reading _model;
    private readonly LinesView _lines;

    public ReadingDialog(IScreen screen, DialogModel.Reading model) : base(screen, model)
    {
        (_model, _lines) = (model, new LinesView(screen) { X = 1, Width = Dim.Fill(1), Height = Dim.Fill() });
        Add(_lines);
        Bind(screen.Model);
    }

    public override void Bind(AppModel model)
    {
        var lines = _model.Of(model);
        int width = Math.Min(Widest, model.Size.Columns - 2);
        // The frame, a column of air on both sides, the scroll bar.
        Place(width, LinesView.RowsOf(lines, width - 5) + 2);
        _lines.Show(lines);
    }

    public override bool Take(Key key)
    {
        ScreenAction? action = ActionOf(key);
        if (key.ToString() is "Esc" or "q" or "Enter" || action == ScreenAction.Help)
        {
            Close();
        }
        else if (Owner.Model.Views.Any(view => view.Opening.Action == action))
        {
            Close();
            Owner.Send(new Message.KeyPressed(key));
        }
        else if (_model.Beside is not null && action is ScreenAction.Left or ScreenAction.Right or ScreenAction.NextMatch or ScreenAction.PreviousMatch)
        {
            Owner.Send(new Message.DialogTurned(action is ScreenAction.Left or ScreenAction.PreviousMatch ? -1 : 1));
        }
        else if (action is { } known)
        {
            _lines.Take(known);
        }
        return true;
    }
}

/// <summary>A list to choose from, and a line to find in it.</summary>
internal sealed class ChoosingDialog : ModelDialog
{
    private const int Widest = 92;
    private const int MeaningRows = 3;
    private readonly DialogModel.Choosing _model;
    private readonly LineField _find;
    private readonly ListView _list;
    private readonly LinesView _meaning;
    private ImmutableArray<Choice> _found = [];

    public ChoosingDialog(IScreen screen, DialogModel.Choosing model) : base(screen, model)
    {
        _model = model;
        var label = new PlainLabel { X = 1, Text = "find", CanFocus = false };
        _find = new LineField { X = 6, Width = Dim.Fill(1), Height = 1 };
        _list = new ListView { X = 1, Y = 1, Width = Dim.Fill(1), Height = Dim.Fill(MeaningRows), CanFocus = false, KeystrokeNavigator = null };
        _list.ViewportSettings |= ViewportSettingsFlags.HasVerticalScrollBar;
        _meaning = new LinesView(screen) { X = 1, Y = Pos.AnchorEnd(MeaningRows), Width = Dim.Fill(1), Height = MeaningRows, CanFocus = false };
        Add(label, _find, _list, _meaning);
        _find.ValueChanged += (_, _) => Find();
        _list.ValueChanged += (_, _) => ShowMeaning();
        _list.RowRender += (_, row) =>
        {
            if (row.Row < _found.Length && row.Row != _list.SelectedItem && _found[row.Row].Problem is not null)
                row.RowAttribute = Owner.Palette[Ink.Dim];
        };
        _list.MouseEvent += (_, mouse) =>
        {
            if (mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) && mouse.Position is { } at && at.Y + _list.Viewport.Y < _found.Length)
                Choose(at.Y + _list.Viewport.Y);
        };
        Bind(screen.Model);
        Find();
        int selected = 0;
        for (int at = 0; at < _found.Length; at++)
            selected = _found[at].Id == model.Selected ? at : selected;
        if (!_found.IsEmpty)
            _list.SelectedItem = selected;
        Initialized += (_, _) =>
        {
            _find.SetFocus();
            _list.EnsureSelectedItemVisible();
        };
    }

    public override void Bind(AppModel model) => Place(Math.Min(Widest, model.Size.Columns - 2), Math.Min(_model.Choices.Length + MeaningRows + 3, model.Size.Rows - 2));

    public override bool Take(Key key)
    {
        switch (key.ToString())
        {
            case "Esc":
                Close();
                return true;
            case "Enter" or "Up" or "Down" or "PgUp" or "PgDn" or "Home" or "End" when _found.IsEmpty:
                return true;
            case "Enter":
                Choose(_list.SelectedItem ?? 0);
                return true;
            case "Up":
                return _list.MoveUp();
            case "Down":
                return _list.MoveDown();
            case "PgUp":
                return _list.MovePageUp();
            case "PgDn":
                return _list.MovePageDown();
            case "Home":
                return _list.MoveHome();
            case "End":
                return _list.MoveEnd();
            case "Tab" or "S-Tab":
                return true;
            default:
                return false;
        }
    }

    private void Choose(int row)
    {
        if (row >= _found.Length)
            return;
        Owner.Send(new Message.DialogChosen(_found[row].Id));
    }

    private void Find()
    {
        _found = _model.Found(_find.Text.Trim());
        int width = _found.IsEmpty ? 0 : _found.Max(choice => choice.Id.Length);
        _list.SetSource<string>([.. _found.Select(choice => $"{choice.Id.PadRight(width)}  {choice.Meaning}")]);
        if (!_found.IsEmpty)
            _list.SelectedItem = 0;
        ShowMeaning();
    }

    private void ShowMeaning()
    {
        if (_list.SelectedItem is not { } row || row < 0 || row >= _found.Length)
        {
            _meaning.Show([[new Piece("nothing is called so, and nothing means that", Ink.Warning)]]);
            return;
        }
        Choice choice = _found[row];
        _meaning.Show([[new Piece($"{choice.Id}: ", Ink.Strong), new Piece(choice.Meaning)],
            .. choice.Problem is { } problem ? [[new Piece($"not as the form stands: {problem}", Ink.Warning)]] : (ImmutableArray<Piece>[])[]]);
    }
}
