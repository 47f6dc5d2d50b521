using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>What keys do while a list is open: letters find, arrows move, Enter takes.</summary>
internal static class ListMoves
{
    private const int Page = 8;
    private const int LongestFind = 24;

    /// <summary>The list of a field's choices; those that the rest of the form rules out say why.</summary>
    public static OpenList Of(WorkbenchModel bench, RunSetting field, RunCaps caps)
    {
        var choices = ImmutableArray.CreateBuilder<Choice>();
        foreach (SettingChoice choice in field.Choices)
            choices.Add(new Choice(choice.Word, choice.Meaning, bench.With(field, choice.Word, caps).Draft.Problem));
        return new OpenList(field, choices.DrainToImmutable(), FormSteps.Index(field.Choices, bench[field]));
    }

    /// <summary>The list of the presets.</summary>
    public static OpenList OfPresets(WorkbenchModel bench, RunCaps caps)
    {
        var choices = ImmutableArray.CreateBuilder<Choice>();
        foreach (Preset preset in Preset.All)
            choices.Add(new Choice(preset.Id, preset.Meaning, bench.With(preset.Over(bench.Base), caps).Draft.Problem));
        return new OpenList(null, choices.DrainToImmutable(), 0);
    }

    /// <summary>Whether a key is a letter to find a choice by.</summary>
    public static bool Finds(OpenList list, Key key) => key == Key.Backspace
        ? list.Find.Length > 0
        : key.IsText && (char.IsAsciiLetterOrDigit(Letter(key)) || Letter(key) == '-' && list.Find.Length > 0);

    public static OpenList Typed(OpenList list, Key key)
    {
        string find = key == Key.Backspace ? list.Find[..^1]
            : list.Find.Length < LongestFind ? list.Find + key.Rune : list.Find;
        return list with { Find = find, Selected = 0 };
    }

    public static Transition Act(AppModel model, OpenList list, ScreenAction action)
    {
        WorkbenchModel bench = model.Workbench;
        ImmutableArray<Choice> shown = list.Shown;
        int? selected = action switch
        {
            ScreenAction.Up or ScreenAction.Less => list.Selected - 1,
            ScreenAction.Down or ScreenAction.More => list.Selected + 1,
            ScreenAction.PageUp => list.Selected - Page,
            ScreenAction.PageDown => list.Selected + Page,
            ScreenAction.First => 0,
            ScreenAction.Last => shown.Length,
            _ => null,
        };
        if (selected is { } row)
            return model with { Workbench = bench with { List = list with { Selected = Math.Clamp(row, 0, Math.Max(0, shown.Length - 1)) } } };
        bench = bench with { List = null };
        if (action is not (ScreenAction.Choose or ScreenAction.Right or ScreenAction.Run) || shown.IsEmpty)
            return model with { Workbench = bench };
        string id = shown[list.Selected].Id;
        bench = list.Field is { } field ? bench.With(field, id, model.Caps) : bench.With(Preset.Find(id)!.Over(bench.Base), model.Caps);
        model = model with { Workbench = bench };
        return action == ScreenAction.Run ? RunStart.Begin(model) : model;
    }

    /// <summary>Moves the cursor of the list by so many choices.</summary>
    public static AppModel By(AppModel model, int rows) => model.Workbench.List is { } list
        ? model with { Workbench = model.Workbench with { List = list with { Selected = Math.Clamp(list.Selected + rows, 0, Math.Max(0, list.Shown.Length - 1)) } } }
        : model;

    private static char Letter(Key key) => key.Rune.IsAscii ? (char)key.Rune.Value : '\0';
}
