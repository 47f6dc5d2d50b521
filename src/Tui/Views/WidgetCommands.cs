using Sandbox.Tui.App;
using Terminal.Gui.Input;

namespace Sandbox.Tui.Views;

/// <summary>What the toolkit calls the moves that a widget makes by itself.</summary>
internal static class WidgetCommands
{
    /// <summary>The toolkit's word for an action; <c>null</c> where it is not one that a widget does.</summary>
    public static Command? Of(ScreenAction action) => action switch
    {
        ScreenAction.Up => Command.Up,
        ScreenAction.Down => Command.Down,
        ScreenAction.Left => Command.Left,
        ScreenAction.Right => Command.Right,
        ScreenAction.PageUp => Command.PageUp,
        ScreenAction.PageDown => Command.PageDown,
        ScreenAction.First => Command.Start,
        ScreenAction.Last => Command.End,
        ScreenAction.Choose => Command.Accept,
        _ => null,
    };
}
