using Sandbox.Tui.Terminal;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Key = Sandbox.Tui.Terminal.Key;

namespace Sandbox.Tui.Toolkit;

/// <summary>
/// The toolkit's application under our loop: keys, pastes, the mouse and sizes go in, a frame comes out. Dialogs are begun and ended, never run: there is one loop,
/// and it is ours. One thread.
/// </summary>
internal sealed class ScreenApp : IDisposable
{
    private readonly OwnOutput _output = new();
    private readonly OwnTime _time;
    private readonly Func<Key, bool> _take;
    private readonly Stack<(SessionToken Token, View View)> _sessions = [];
    private readonly LiveDraw _live;

    /// <param name="size">The terminal's size.</param>
    /// <param name="clock">Says how late it is.</param>
    /// <param name="take">Is asked first about each key; returns whether it is done with.</param>
    public ScreenApp(Size size, TimeProvider clock, Func<Key, bool> take)
    {
        (_time, _take) = (new OwnTime(clock), take);
        App = OwnDriver.Start(_output, _time);
        _live = new LiveDraw(App);
        Resize(size);
        App.Keyboard.KeyDown += (_, key) => key.Handled |= _take(Key.Of(key));
    }

    public IApplication App { get; }

    /// <summary>The view that has the focus; <c>null</c> where none has.</summary>
    public View? Focused => (App.TopRunnableView as View)?.MostFocused;

    /// <summary>The terminal has another size.</summary>
    public void Resize(Size size)
    {
        size = size.Capped;
        App.Driver!.SetScreenSize(Math.Max(1, size.Columns), Math.Max(1, size.Rows));
    }

    /// <summary>Puts a view, or a dialog, on top of what is there.</summary>
    public void Begin(IRunnable view) => _sessions.Push((App.Begin(view)!, (View)view));

    /// <summary>Takes the topmost away.</summary>
    public void End()
    {
        App.End(_sessions.Pop().Token);
        // What it covered is drawn again.
        if (App.TopRunnableView is not View top)
            return;
        top.SetNeedsDraw();
        // The toolkit leaves the focus with what was closed.
        if (Focused is null || Focused == top)
            top.SetFocus();
    }

    /// <summary>The focus goes to the next widget, or to the one before.</summary>
    /// <returns>true: nothing else is to be done.</returns>
    public bool Advance(bool forward)
    {
        App.Navigation?.AdvanceFocus(forward ? NavigationDirection.Forward : NavigationDirection.Backward, TabBehavior.TabStop);
        return true;
    }

    /// <summary>A key was pressed.</summary>
    public void Press(Key key)
    {
        LayOut();
        App.Keyboard.RaiseKeyDownEvent(key.ToToolkit());
    }

    /// <summary>Text was pasted: it goes to the widget that takes text, and to nothing else.</summary>
    public void Paste(string text) => App.RaisePasteEvent(text);

    /// <summary>The mouse was used on a cell, from 0.</summary>
    public void UseMouse(MouseFlags flags, int x, int y)
    {
        LayOut();
        App.Driver!.GetInputProcessor().RaiseMouseEventParsed(new Mouse { Flags = flags, ScreenPosition = new(x, y), Timestamp = _time.Now });
    }

    /// <summary>Lays out and draws what has changed, and copies it into a frame.</summary>
    /// <param name="into">Takes the frame.</param>
    /// <param name="unicode">Whether the terminal has more than ASCII.</param>
    public void Draw(Frame into, bool unicode)
    {
        App.TimedEvents!.RunTimers();
        _live.Draw([.. _sessions.Select(session => session.View)]);
        App.Navigation?.UpdateCursor();
        into.Take(App.Driver!.GetOutputBuffer(), unicode);
        Cursor cursor = _output.GetCursor();
        into.Cursor = cursor.IsVisible && cursor.Position is { } at && at.X >= 0 && at.Y >= 0 && at.X < into.Size.Columns && at.Y < into.Size.Rows ? (at.X, at.Y) : null;
    }

    // Keys that come together with no frame between them find every widget where the ones before have put it.
    private void LayOut()
    {
        if (App.TopRunnableView is { NeedsLayout: true } top)
            top.Layout(App.Screen.Size);
    }

    /// <summary>Nothing is shown any more.</summary>
    public void Dispose()
    {
        App.Dispose();
        _output.Dispose();
    }
}
