using Sandbox.Tui.App;
using Sandbox.Tui.Views;
using Key = Sandbox.Tui.Terminal.Key;

namespace Sandbox.Tui.Screens.Lessons;

/// <summary>An answer that is typed: a number, a signal, a worker. Enter takes it. The text above scrolls while it is typed, and the F-keys mean what they mean elsewhere.</summary>
internal sealed class AnswerField : LineField
{
    public AnswerField(IScreen screen, ScrollingView text)
    {
        Visible = false;
        ValueChanged += (_, change) => screen.Send(new Message.TextTyped(change.NewValue ?? ""));
        Accepting += (_, e) =>
        {
            e.Handled = true;
            screen.Send(new Message.ActionAsked(ScreenAction.Choose));
        };
        KeyDown += (_, pressed) =>
        {
            Key key = Key.Of(pressed);
            ScreenAction? action = key.ToString() switch
            {
                "Up" => ScreenAction.Up,
                "Down" => ScreenAction.Down,
                "PgUp" => ScreenAction.PageUp,
                "PgDn" => ScreenAction.PageDown,
                _ => null,
            };
            if (action is { } move && WidgetCommands.Of(move) is { } command)
                pressed.Handled = text.InvokeCommand(command) == true;
            else if (key.ToString() is ['F', >= '1' and <= '9', ..])
                Send(screen, key, pressed);
        };
    }

    private static void Send(IScreen screen, Key key, global::Terminal.Gui.Input.Key pressed)
    {
        pressed.Handled = true;
        screen.Send(new Message.KeyPressed(key));
    }
}
