using Sandbox.Core.Text;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;
using Key = Sandbox.Tui.Terminal.Key;

namespace Sandbox.Tui.Views;

/// <summary>The screen that shows a model: what a person does on it comes out as messages, and the frame that belongs to the model is drawn. One thread.</summary>
internal sealed class ModelScreen : IScreen, IDisposable
{
    private readonly ScreenApp _app;
    private readonly RootView _root;
    private readonly Action<Message> _send;
    private readonly ColourDepth _depth;
    private readonly bool _unicode;
    private PaletteId? _palette;
    private bool _binding;
    private ModelDialog? _dialog;
    private DialogModel? _dialogModel;

    /// <param name="model">What it shows first.</param>
    /// <param name="traits">What the terminal can do.</param>
    /// <param name="clock">Says how late it is.</param>
    /// <param name="make">Makes the toolkit's side of a view.</param>
    /// <param name="send">Takes what a person did.</param>
    public ModelScreen(AppModel model, TerminalTraits traits, TimeProvider clock, Func<IView, IScreen, ModelView> make, Action<Message> send)
    {
        (_send, _depth, _unicode, Model) = (send, traits.Depth, traits.Unicode, model);
        Palette = Palette.For(_depth, model.Palette);
        _app = new ScreenApp(model.Size, clock, Take);
        _root = new RootView(this, make);
        Bind(model);
        _app.Begin(_root);
    }

    public AppModel Model { get; private set; }

    public Palette Palette { get; private set; }

    public void Send(Message message)
    {
        if (!_binding)
            _send(message);
    }

    /// <summary>Shows another model.</summary>
    public void Bind(AppModel model)
    {
        bool resized = model.Size != Model.Size;
        Model = model;
        _binding = true;
        try
        {
            if (_palette != model.Palette)
            {
                (_palette, Palette) = (model.Palette, Palette.For(_depth, model.Palette));
                _root.SetScheme(Schemes.Of(Palette));
            }
            if (resized)
                _app.Resize(model.Size);
            _root.Bind(model);
            BindDialog(model);
        }
        finally
        {
            _binding = false;
        }
    }

    private void BindDialog(AppModel model)
    {
        DialogModel? wanted = model.TooSmall ? null : model.Dialog;
        if (ReferenceEquals(wanted, _dialogModel))
        {
            _dialog?.Bind(model);
            return;
        }
        if (_dialog is not null)
        {
            _app.End();
            _dialog.Dispose();
        }
        _dialogModel = wanted;
        _dialog = wanted switch
        {
            DialogModel.Reading reading => new ReadingDialog(this, reading),
            DialogModel.Choosing choosing => new ChoosingDialog(this, choosing),
            _ => null,
        };
        if (_dialog is not null)
            _app.Begin(_dialog);
    }

    /// <summary>Whether a text is being typed.</summary>
    public bool TakesText => _app.Focused is TextField { ReadOnly: false };

    /// <summary>A key was pressed.</summary>
    public void Press(Key key) => _app.Press(key);

    /// <summary>Text was pasted: it goes into the text that is being edited, and is never taken for keys.</summary>
    public void Paste(string text)
    {
        if (TakesText)
            _app.Paste(text.Length > AppModel.LongestText ? text[..Cut.Whole(text, AppModel.LongestText)] : text);
    }

    /// <summary>The mouse was used on a cell, from 0.</summary>
    public void UseMouse(MouseFlags flags, int x, int y) => _app.UseMouse(flags, x, y);

    /// <summary>Draws the frame that belongs to the model.</summary>
    public void Draw(Frame into) => _app.Draw(into, _unicode);

    /// <summary>Nothing is shown any more.</summary>
    public void Dispose()
    {
        _app.Dispose();
        _root.Dispose();
    }

    /// <summary>
    /// Where a key goes: into the text that is being edited; else what the key table says, which a widget that has the focus may do itself (it
    /// moves its own cursor); else to the model.
    /// </summary>
    /// <returns>Whether the toolkit has nothing more to do with it.</returns>
    private bool Take(Key key)
    {
        // What ends, stops or repaints the screen does so whatever is on it.
        if (key.ToString() is "C-c" or "C-z" or "C-l")
        {
            Send(new Message.KeyPressed(key));
            return true;
        }
        if (_dialog is not null)
            return _dialog.Take(key);
        View? focused = _app.Focused;
        ScreenAction? action = KeyTable.Find(Model.View, Model.Views, Model.Keys, key);
        if (action is ScreenAction.NextField or ScreenAction.PreviousField)
            return _app.Advance(action == ScreenAction.NextField);
        if (focused is TextField { ReadOnly: false } && key.ToString() != "Esc")
            return false;
        // The letter of an answer chooses it, whatever else it means.
        bool isAnswer = Model.View.TakesText(Model, key);
        if (!isAnswer && focused is not (null or TextField or CheckBox) && action is { } known && WidgetCommands.Of(known) is { } command
            && focused.GetSupportedCommands().Contains(command) && focused.InvokeCommand(command) == true)
        {
            return true;
        }
        Send(new Message.KeyPressed(key));
        return true;
    }
}
