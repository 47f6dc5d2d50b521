using Sandbox.Core.Runs;
using Sandbox.Core.Text;
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
        if (!key.IsText && key != Key.Backspace)
            return false;
        if (bench.List is { } list)
            return ListMoves.Finds(list, key);
        if (bench.Table.Typing)
            return key.IsText || key == Key.Backspace;
        if (key == Key.Backspace)
            return bench.Typing is not null || IsTyped(bench);
        if (!key.IsText || !IsTyped(bench))
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
        if (bench.List is { } list)
            return model with { Workbench = bench with { List = ListMoves.Typed(list, key) } };
        if (bench.Table.Typing)
            return model with { Workbench = bench with { Table = bench.Table with { Filter = After(bench.Table.Filter, key), Top = 0 } } };
        string text = bench.Typing?.Text ?? (key == Key.Backspace ? bench.Shown(bench.Focus) : "");
        return model with { Workbench = bench with { Typing = new Typing(After(text, key), bench.Typing?.Free ?? false) } };
    }

    /// <summary>Pasted text goes into the value that is being typed, and nowhere else.</summary>
    public static WorkbenchModel Pasted(WorkbenchModel bench, string text, RunCaps caps)
    {
        if (bench.OnTable || bench.List is not null || bench.Table.Typing || !IsTyped(bench))
            return bench;
        string all = (bench.Typing?.Text ?? "") + text.Trim();
        return Commit(bench with { Typing = new Typing(Shortened(all), bench.Typing?.Free ?? false) }, caps);
    }

    public static Transition Act(AppModel model, ScreenAction action)
    {
        if (model.Workbench.List is { } list)
            return ListMoves.Act(model, list, action);
        if (action == ScreenAction.Back)
            return Back(model);
        // Whatever else the key does, the value that was being typed is finished.
        bool typed = model.Workbench.Typing is not null || model.Workbench.Table.Typing;
        model = model with { Workbench = Commit(model.Workbench, model.Caps) };
        WorkbenchModel bench = model.Workbench;
        switch (action)
        {
            case ScreenAction.Run:
                return RunStart.Begin(model);
            case ScreenAction.Choose:
                return typed ? model : Choose(model);
            case ScreenAction.More:
                return model with { Workbench = Step(bench, 1, model.Caps) };
            case ScreenAction.Less:
                return model with { Workbench = Step(bench, -1, model.Caps) };
            case ScreenAction.Presets:
                return model with { Workbench = bench with { List = ListMoves.OfPresets(bench, model.Caps), OnTable = false } };
            case ScreenAction.Undo:
                return bench.Past is null ? Told(model, "there is no change to take back") : model with { Workbench = bench.Undone(model.Caps) };
            case ScreenAction.Redo:
                return bench.Future is null ? Told(model, "nothing was taken back") : model with { Workbench = bench.Redone(model.Caps) };
            case ScreenAction.Left or ScreenAction.Right:
                return bench.OnTable ? model : model with { Workbench = FormMoves.Move(bench, action, model.Caps) };
            case ScreenAction.Up or ScreenAction.Down when !bench.OnTable:
                return model with { Workbench = FormMoves.Move(bench, action, model.Caps) };
            default:
                return TableUpdate.Act(model, action);
        }
    }

    /// <summary>Another view is opened: what was being typed is finished, an open list is closed.</summary>
    public static AppModel Left(AppModel model) => model with { Workbench = Commit(model.Workbench, model.Caps) with { List = null } };

    /// <summary>One step in the field of the cursor.</summary>
    public static WorkbenchModel Step(WorkbenchModel bench, int direction, RunCaps caps)
    {
        if (bench.OnTable)
            return bench;
        return FormSteps.Next(bench, bench.Focus, direction) is { } next ? bench.With(bench.Focus, next, caps) : bench;
    }

    private static Transition Choose(AppModel model)
    {
        WorkbenchModel bench = model.Workbench;
        if (bench.OnTable)
            return TableUpdate.Act(model, ScreenAction.Choose);
        RunSetting field = bench.Focus;
        return field.Form switch
        {
            SettingForm.Choice or SettingForm.Switch when bench.Matters(field) && ListMoves.Of(bench, field, model.Caps) is { Choices.IsEmpty: false } list =>
                model with { Workbench = bench with { List = list } },
            SettingForm.Text or SettingForm.Workers when bench.Matters(field) =>
                model with { Workbench = bench with { Typing = new Typing(bench.Shown(field), Free: true) } },
            _ => RunStart.Begin(model),
        };
    }

    /// <summary>One step back: out of the text, out of the worker, out of the filter, out of the table.</summary>
    private static Transition Back(AppModel model)
    {
        WorkbenchModel bench = model.Workbench;
        WorkbenchModel? before = bench switch
        {
            { Typing: not null } => bench with { Typing = null },
            { Table: { Open: true } or { Typing: true } or { Filter.Length: > 0 } } => bench with { Table = TableUpdate.Back(bench.Table) },
            { OnTable: true } => bench with { OnTable = false },
            _ => null,
        };
        return before is null ? model : model with { Workbench = before };
    }

    private static WorkbenchModel Commit(WorkbenchModel bench, RunCaps caps)
    {
        if (bench.Table.Typing)
            bench = bench with { Table = bench.Table with { Typing = false } };
        return bench.Typing is { } typing ? (bench with { Typing = null }).With(bench.Focus, typing.Text.Trim(), caps) : bench;
    }

    private static AppModel Told(AppModel model, string text) => model with { Notice = new(text, Ink.Dim) };

    private static bool IsTyped(WorkbenchModel bench) =>
        !bench.OnTable && !Form.IsChosen(bench.Focus) && bench.Matters(bench.Focus);

    private static string After(string text, Key key) =>
        key == Key.Backspace ? text[..Cut.Whole(text, Math.Max(0, text.Length - 1))] : Shortened(text + key.Rune);

    private static string Shortened(string text) => text[..Cut.Whole(text, Math.Min(text.Length, LongestValue))];
}
