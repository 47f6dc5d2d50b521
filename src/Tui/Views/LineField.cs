using Sandbox.Tui.App;
using Terminal.Gui.Input;
using Terminal.Gui.Views;
using Key = Sandbox.Tui.Terminal.Key;

namespace Sandbox.Tui.Views;

/// <summary>
/// A text of one line, to be typed: the toolkit's text field with an end. It takes at most <see cref="AppModel.LongestText"/> characters, and undo leads
/// back to what it showed when the typing began, over at most 200 changes: the toolkit keeps every state of every text for good.
/// </summary>
internal class LineField : TextField
{
    private const int MostUndone = 200;
    private int _changes;

    public LineField()
    {
        // C-z stops the program, as everywhere; a terminal sends the same byte for C-/ and C-_.
        Bind("C-_", Command.Undo);
        // What the shell's line knows.
        Bind("C-a", Command.LeftStart);
        Bind("C-e", Command.RightEnd);
        Bind("C-u", Command.CutToStartOfLine);
        Bind("C-w", Command.KillWordLeft);
        TextChanging += (_, change) => change.Handled |= change.Result is { Length: > AppModel.LongestText };
        ValueChanged += (_, _) =>
        {
            if (++_changes > MostUndone)
                Forget();
        };
    }

    private void Bind(string key, Command command)
    {
        global::Terminal.Gui.Input.Key known = Key.Parse(key)!.Value.ToToolkit();
        KeyBindings.Remove(known);
        KeyBindings.Add(known, command);
    }

    /// <summary>Shows a text that nobody typed: it is not undone.</summary>
    public void Show(string text)
    {
        if (Text == text)
            return;
        Text = text;
        Forget();
    }

    /// <summary>Nothing is left to be undone.</summary>
    public void Forget()
    {
        _changes = 0;
        ClearHistoryChanges();
    }
}
