using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Tui.Terminal;
using Line = System.Collections.Immutable.ImmutableArray<Sandbox.Tui.App.Piece>;

namespace Sandbox.Tui.App;

/// <summary>What explains the screen to a person, in dialogs: the keys, and everything that can be done by name. All of it is the key table.</summary>
internal static class Helps
{
    private const int KeysWidth = 18;

    /// <summary>Every key of the view that is shown.</summary>
    public static DialogModel.Reading Keys(AppModel model)
    {
        var lines = ImmutableArray.CreateBuilder<Line>();
        foreach (Binding binding in KeyTable.Of(model.View, model.Views, model.Keys))
            lines.Add([new Piece(string.Join("  ", binding.Keys).PadRight(KeysWidth), Ink.Key), new Piece(binding.Meaning)]);
        return new DialogModel.Reading($"keys of the view {model.View.Title}", lines.DrainToImmutable());
    }

    /// <summary>The words that the screen, the lines and the lessons use: type to find one.</summary>
    public static DialogModel.Choosing Words() => new(
        "words", [.. Glossary.All.Select(term => new Choice(term.Word, term.Kind == TermKind.Term ? term.Means : $"({term.Kind.ToString().ToLowerInvariant()}) {term.Means}"))], "", (now, _) => now);

    /// <summary>Everything that can be done now, by name: type to find it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="act">Does it.</param>
    public static DialogModel.Choosing Commands(AppModel model, Func<AppModel, ScreenAction, Transition> act)
    {
        var choices = ImmutableArray.CreateBuilder<Choice>();
        foreach (Binding binding in KeyTable.Of(model.View, model.Views, model.Keys))
        {
            if (binding.Action is not (ScreenAction.Commands or ScreenAction.NextField or ScreenAction.PreviousField))
                choices.Add(new Choice(KeyMap.NameOf(binding.Action), $"{(binding.Keys.Length > 0 ? $"[{string.Join(' ', binding.Keys)}] " : "")}{binding.Meaning}"));
        }
        return new DialogModel.Choosing("commands", choices.DrainToImmutable(), "", (now, id) => KeyMap.Find(id) is { } action ? act(now, action) : now);
    }
}
