using System.Collections.Immutable;
using Sandbox.Tui.Terminal;
using static Sandbox.Tui.App.FooterOf;

namespace Sandbox.Tui.App;

/// <summary>
/// The one table of keys: the footer, the help and the bindings come from it. C-a, C-b, C-s and C-q are left alone,
/// for screen, tmux and flow control want them; every F-key has a twin among the letters, for some terminals keep F-keys to themselves.
/// </summary>
internal static class KeyTable
{
    public static ImmutableArray<Binding> All { get; } =
    [
        Row(ScreenAction.Run, "run", "run what is set above, again and again", Form, "r", "F5"),
        Row(ScreenAction.Stop, "end the run", "end the run under way: SIGKILL for every process of it", Running, "x", "F8"),
        Row(ScreenAction.Up, "", "the field above, the row above", None, "Up", "k"),
        Row(ScreenAction.Down, "", "the field below; below the last one, the table", None, "Down", "j"),
        Row(ScreenAction.Left, "", "the choice before; between numbers, the field on the left", None, "Left", "h"),
        Row(ScreenAction.Right, "", "the next choice; between numbers, the field on the right", None, "Right", "l"),
        Row(ScreenAction.Next, "next field", "the next field", Form | Typing, "Tab"),
        Row(ScreenAction.Previous, "", "the field before", None, "S-Tab"),
        Row(ScreenAction.More, "", "more, or the next choice", None, "+", "="),
        Row(ScreenAction.Less, "", "less, or the choice before", None, "-"),
        Row(ScreenAction.Choose, "choose", "list a field's choices, or type into it; on a number: run", Form | Typing | List, "Enter", "Space"),
        Row(ScreenAction.Back, "back", "back, without a change", Typing | List | FooterOf.Help, "Esc"),
        Row(ScreenAction.PageUp, "", "a page of the table up", None, "PgUp", "u"),
        Row(ScreenAction.PageDown, "", "a page of the table down", None, "PgDn", "d"),
        Row(ScreenAction.First, "", "the first row", None, "Home", "g"),
        Row(ScreenAction.Last, "", "the last row", None, "End", "G"),
        Row(ScreenAction.Help, "help", "this help", Form | Running, "?", "F1"),
        Row(ScreenAction.Redraw, "", "draw everything again", None, "C-l"),
        Row(ScreenAction.Suspend, "", "back to the shell for a while; fg returns", None, "C-z"),
        Row(ScreenAction.Quit, "quit", "end the run under way and leave", Form | Running | FooterOf.Help, "q", "F10", "C-c"),
    ];

    private static readonly Dictionary<string, Binding> ByName = Named();

    /// <summary>What a key asks for, or <c>null</c>.</summary>
    public static ScreenAction? Find(Key key) => ByName.TryGetValue(key.ToString(), out Binding? binding) ? binding.Action : null;

    private static Binding Row(ScreenAction action, string label, string meaning, FooterOf footer, params string[] keys) =>
        new(action, keys, label, meaning, footer);

    private static Dictionary<string, Binding> Named()
    {
        var named = new Dictionary<string, Binding>();
        foreach (Binding binding in All)
        {
            foreach (string key in binding.Keys)
                named.Add(key, binding);
        }
        return named;
    }
}
