using Sandbox.Tui.App;

namespace Sandbox.Tui.Views;

/// <summary>A text of the view, which is in its place while it is used: a filter, a number. It takes keys only while it is typed; Enter, or leaving it, ends that.</summary>
internal sealed class EditField : LineField
{
    private bool _typing;

    public EditField(IScreen screen)
    {
        (Visible, ReadOnly, CanFocus) = (false, true, false);
        ValueChanged += (_, change) => screen.Send(new Message.TextTyped(change.NewValue ?? ""));
        Accepting += (_, e) =>
        {
            e.Handled = true;
            screen.Send(new Message.TextEnded());
        };
        HasFocusChanged += (_, e) =>
        {
            if (!e.NewValue)
                screen.Send(new Message.TextEnded());
        };
    }

    /// <summary>Shows the text.</summary>
    /// <param name="shown">Whether it is seen.</param>
    /// <param name="typing">Whether it is being typed.</param>
    /// <param name="text">What it is in the model.</param>
    /// <returns>Whether the focus is free, and was not before.</returns>
    public bool Bind(bool shown, bool typing, string text)
    {
        // While it is typed it is the field's own, but for what the model made of it.
        Show(text);
        if (Visible != shown)
            Visible = shown;
        if (_typing == typing)
            return false;
        (_typing, ReadOnly, CanFocus) = (typing, !typing, typing);
        if (!typing)
            return true;
        Forget();
        SetFocus();
        MoveEnd();
        return false;
    }
}
