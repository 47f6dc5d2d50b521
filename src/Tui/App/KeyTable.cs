using System.Collections.Immutable;
using Sandbox.Tui.Terminal;
using static Sandbox.Tui.App.FooterOf;

namespace Sandbox.Tui.App;

/// <summary>
/// The one table of keys: the footer, the help and the bindings come from it. C-a, C-b, C-s and C-q are left alone,
/// for screen, tmux and flow control want them; every F-key has a twin among the letters, for some terminals keep F-keys to themselves. F1 is the
/// help, F2 to F10 open the views that 2 to 9 and 0 open, and the two that are left are the run's.
/// </summary>
internal static class KeyTable
{
    /// <summary>The rows that count in every view; <see cref="IView.Keys"/> has the others.</summary>
    public static ImmutableArray<Binding> Common { get; } =
    [
        Row(ScreenAction.Run, "run", "run what is set up, again and again", Ready, "r", "F12"),
        Row(ScreenAction.StepAll, "step", "run what is set up and stop before each step; then let everybody take the next one", Ready | Stepped, "s"),
        Row(ScreenAction.StepOne, "this worker", "let the chosen worker alone take the next step", Stepped, "S"),
        Row(ScreenAction.RunOn, "run on", "let a stepped run go on to its end", Stepped, "C"),
        Row(ScreenAction.Stop, "end the run", "end the run under way: SIGKILL for every process of it", Running | Stepped, "x", "F11"),
        Row(ScreenAction.NextField, "", "the focus goes on: the next field, the table", None, "Tab"),
        Row(ScreenAction.PreviousField, "", "the focus goes back", None, "S-Tab"),
        Row(ScreenAction.NextView, "", "the next view", None, "]", "C-PgDn"),
        Row(ScreenAction.PreviousView, "", "the view before", None, "[", "C-PgUp"),
        Row(ScreenAction.Up, "", "the row above", None, "Up", "k"),
        Row(ScreenAction.Down, "", "the row below", None, "Down", "j"),
        Row(ScreenAction.Left, "", "to the left", None, "Left", "h"),
        Row(ScreenAction.Right, "", "to the right", None, "Right", "l"),
        Row(ScreenAction.Choose, "choose", "choose", List, "Enter"),
        Row(ScreenAction.Back, "back", "back, without a change; then the first view", FooterOf.Typing | List | FooterOf.Help, "Esc"),
        Row(ScreenAction.PageUp, "", "a page up", None, "PgUp", "u"),
        Row(ScreenAction.PageDown, "", "a page down", None, "PgDn", "d"),
        Row(ScreenAction.First, "", "the first row", None, "Home", "g"),
        Row(ScreenAction.Last, "", "the last row", None, "End", "G"),
        Row(ScreenAction.Pause, "pause", "pause the display, and go on; the run goes on anyway", Running, "Space"),
        Row(ScreenAction.Copy, "", "copy the command of this run, and show it by itself", None, "y"),
        Row(ScreenAction.Palette, "", "the next palette: default, light, colour-blind, mono", None, "P"),
        Row(ScreenAction.Record, "", "record the screen, and end the recording: an asciinema file in this folder", None, "R"),
        Row(ScreenAction.Help, "help", "this help", Ready | Running | Stepped, "?", "F1"),
        Row(ScreenAction.Words, "words", "the glossary: what the words mean that are used here", Ready | Running | Stepped, "V"),
        Row(ScreenAction.Commands, "commands", "everything that can be done, by name, with its key: type to find it", Ready | Running | Stepped, ":", "C-p"),
        Row(ScreenAction.Introduce, "", "show or hide the two lines that say what a view shows and what to try", None, "i"),
        Row(ScreenAction.Redraw, "", "draw everything again", None, "C-l"),
        Row(ScreenAction.Suspend, "", "back to the shell for a while; fg returns", None, "C-z"),
        Row(ScreenAction.Quit, "quit", "end the run under way and leave", Ready | Running | Stepped | FooterOf.Help, "q", "C-c"),
    ];

    /// <summary>Every row that counts in a view: its own, the common ones, the keys of all views.</summary>
    /// <param name="view">The view.</param>
    /// <param name="views">All views.</param>
    /// <param name="keys">What the settings file says of keys.</param>
    public static List<Binding> Of(IView view, ImmutableArray<IView> views, KeyMap keys)
    {
        var rows = new List<Binding>();
        foreach (Binding common in Common)
        {
            Binding? own = Find(view.Keys, common.Action);
            rows.Add(keys.Of(own is null ? common : own.Keys.Length == 0 ? own with { Keys = common.Keys } : own));
        }
        int at = 1;
        foreach (Binding own in view.Keys)
        {
            if (Find(Common, own.Action) is null)
                rows.Insert(at++, keys.Of(own));
        }
        foreach (IView other in views)
            rows.Add(keys.Of(other.Opening));
        return rows;
    }

    /// <summary>What a key asks for in a view, or <c>null</c>.</summary>
    public static ScreenAction? Find(IView view, ImmutableArray<IView> views, KeyMap keys, Key key)
    {
        string name = key.ToString();
        foreach (Binding binding in Of(view, views, keys))
        {
            if (Array.IndexOf(binding.Keys, name) >= 0)
                return binding.Action;
        }
        return null;
    }

    /// <summary>The key that is shown for an action: how texts name it.</summary>
    public static string KeyOf(AppModel model, ScreenAction action)
    {
        foreach (Binding binding in Of(model.View, model.Views, model.Keys))
        {
            if (binding.Action == action)
                return binding.Keys[0];
        }
        return "";
    }

    private static Binding? Find(ImmutableArray<Binding> rows, ScreenAction action)
    {
        foreach (Binding binding in rows)
        {
            if (binding.Action == action)
                return binding;
        }
        return null;
    }

    private static Binding Row(ScreenAction action, string label, string meaning, FooterOf footer, params string[] keys) =>
        new(action, keys, label, meaning, footer);
}
