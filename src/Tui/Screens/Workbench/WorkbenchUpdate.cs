using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>What keys do on the workbench.</summary>
internal static class WorkbenchUpdate
{
    private const int LongestValue = 64;

    /// <summary>Whether a key is text here, and not what the key table says.</summary>
    public static bool TakesText(AppModel model, Key key)
    {
        WorkbenchModel bench = model.Workbench;
        if (bench.List is not null || key.Modifiers != Modifiers.None)
            return false;
        if (key.Code == KeyCode.Backspace)
            return bench.Typing is not null || IsTyped(bench);
        if (key.Code != KeyCode.Character || !IsTyped(bench))
            return false;
        if (bench.Typing is { Free: true })
            return true;
        char character = key.Rune.IsAscii ? (char)key.Rune.Value : '\0';
        return char.IsAsciiDigit(character) || bench.Typing is not null && character is '.' or '_' or ',';
    }

    /// <summary>A key that is text.</summary>
    public static Transition Typed(AppModel model, Key key)
    {
        WorkbenchModel bench = model.Workbench;
        string text = bench.Typing?.Text ?? (key.Code == KeyCode.Backspace ? bench.Shown(bench.Focus) : "");
        text = key.Code == KeyCode.Backspace ? text[..Math.Max(0, text.Length - 1)] : text + key.Rune;
        return model with { Workbench = bench with { Typing = new Typing(Cut(text), bench.Typing?.Free ?? false) } };
    }

    /// <summary>Pasted text goes into the value that is being typed, and nowhere else.</summary>
    public static WorkbenchModel Pasted(WorkbenchModel bench, string text, RunCaps caps)
    {
        if (bench.OnTable || bench.List is not null || !IsTyped(bench))
            return bench;
        string all = (bench.Typing?.Text ?? "") + text.Trim();
        return Commit(bench with { Typing = new Typing(Cut(all), bench.Typing?.Free ?? false) }, caps);
    }

    public static Transition Act(AppModel model, ScreenAction action)
    {
        if (model.Workbench.List is { } list)
            return OnList(model, list, action);
        if (action == ScreenAction.Back)
            return model.Workbench.Typing is null ? model : model with { Workbench = model.Workbench with { Typing = null } };
        // Whatever else the key does, the value that was being typed is finished.
        bool typed = model.Workbench.Typing is not null;
        model = model with { Workbench = Commit(model.Workbench, model.Caps) };
        WorkbenchModel bench = model.Workbench;
        switch (action)
        {
            case ScreenAction.Run:
                return AppUpdate.StartRun(model);
            case ScreenAction.Choose:
                return Choose(model, typed);
            case ScreenAction.More:
                return model with { Workbench = Step(bench, 1, model.Caps) };
            case ScreenAction.Less:
                return model with { Workbench = Step(bench, -1, model.Caps) };
            case ScreenAction.PageUp or ScreenAction.PageDown or ScreenAction.First or ScreenAction.Last:
                return model with { Workbench = TableScroll.Page(model, action) };
            default:
                return model with { Workbench = bench.OnTable ? TableScroll.Line(model, action) : FormMoves.Move(bench, action, model.Caps) };
        }
    }

    /// <summary>Another view is opened: what was being typed is finished, an open list is closed.</summary>
    public static AppModel Left(AppModel model) => model with { Workbench = Commit(model.Workbench, model.Caps) with { List = null } };

    /// <summary>One step in the field of the cursor.</summary>
    public static WorkbenchModel Step(WorkbenchModel bench, int direction, RunCaps caps)
    {
        if (bench.OnTable)
            return bench;
        FormField field = FormField.Of(bench.Focus);
        return FormSteps.Next(bench, field, direction) is { } next ? bench.With(field.Id, next, caps) : bench;
    }

    private static Transition Choose(AppModel model, bool typed)
    {
        WorkbenchModel bench = model.Workbench;
        FormField field = FormField.Of(bench.Focus);
        if (bench.OnTable || typed)
            return bench.OnTable ? AppUpdate.StartRun(model) : model;
        switch (field.Kind)
        {
            case FieldKind.Choice when field.Choices() is { IsEmpty: false } choices:
                return model with { Workbench = bench with { List = new OpenList(choices, FormSteps.Index(choices, bench[field.Id])) } };
            case FieldKind.Text when bench.Matters(field.Id):
                return model with { Workbench = bench with { Typing = new Typing(bench.Shown(field.Id), Free: true) } };
            default:
                return AppUpdate.StartRun(model);
        }
    }

    private static Transition OnList(AppModel model, OpenList list, ScreenAction action)
    {
        WorkbenchModel bench = model.Workbench;
        int last = list.Choices.Length - 1;
        int? selected = action switch
        {
            ScreenAction.Up or ScreenAction.Less => list.Selected - 1,
            ScreenAction.Down or ScreenAction.More => list.Selected + 1,
            ScreenAction.PageUp => list.Selected - 8,
            ScreenAction.PageDown => list.Selected + 8,
            ScreenAction.First => 0,
            ScreenAction.Last => last,
            _ => null,
        };
        if (selected is { } row)
            return model with { Workbench = bench with { List = list with { Selected = Math.Clamp(row, 0, last) } } };
        bench = bench with { List = null };
        if (action is ScreenAction.Choose or ScreenAction.Right or ScreenAction.Run)
            bench = bench.With(bench.Focus, list.Choices[list.Selected].Id, model.Caps);
        model = model with { Workbench = bench };
        return action == ScreenAction.Run ? AppUpdate.StartRun(model) : model;
    }

    private static WorkbenchModel Commit(WorkbenchModel bench, RunCaps caps) =>
        bench.Typing is { } typing ? (bench with { Typing = null }).With(bench.Focus, typing.Text.Trim(), caps) : bench;

    private static bool IsTyped(WorkbenchModel bench) =>
        !bench.OnTable && FormField.Of(bench.Focus).Kind != FieldKind.Choice && bench.Matters(bench.Focus);

    private static string Cut(string text) => text.Length <= LongestValue ? text : text[..LongestValue];
}
