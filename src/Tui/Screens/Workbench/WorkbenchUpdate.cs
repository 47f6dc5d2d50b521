using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>What is done on the workbench: by keys, and by its widgets.</summary>
internal static class WorkbenchUpdate
{
    public static Transition Act(AppModel model, ScreenAction action)
    {
        if (action == ScreenAction.Back)
            return Back(model);
        WorkbenchModel bench = model.Workbench;
        switch (action)
        {
            case ScreenAction.Run:
                return RunStart.Begin(model);
            case ScreenAction.Choose:
                return bench.OnTable ? TableUpdate.Act(model, action) : Choose(model);
            case ScreenAction.More:
                return model with { Workbench = Step(bench, 1, model.Caps) };
            case ScreenAction.Less:
                return model with { Workbench = Step(bench, -1, model.Caps) };
            case ScreenAction.Presets:
                return model with { Dialog = OfPresets(bench, model.Caps) };
            case ScreenAction.WithoutFault:
                return Twins.OfFault(model);
            case ScreenAction.OtherModel:
                return Twins.OfModel(model);
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

    /// <summary>Something was done to a widget.</summary>
    public static Transition Touched(AppModel model, Message message)
    {
        WorkbenchModel bench = model.Workbench;
        switch (message)
        {
            case Message.FieldFocused { Field: var field }:
                return model with { Workbench = field is null ? bench with { OnTable = true, Editing = false, Table = bench.Table with { Typing = false } } : On(bench, field) };
            case Message.FieldAsked { Field: var field }:
                return Choose(model with { Notice = null, Workbench = On(bench, field) });
            case Message.FieldStepped stepped:
                return model with { Notice = null, Workbench = Step(On(bench, stepped.Field), stepped.Direction, model.Caps) };
            case Message.FieldTyped typed:
                return model with { Notice = null, Workbench = (bench with { Editing = false }).With(typed.Field, Shortened(typed.Text.Trim()), model.Caps) };
            case Message.TableFiltered filtered:
                return model with { Workbench = bench with { Table = bench.Table with { Filter = Shortened(filtered.Text), Top = 0 } } };
            case Message.WorkerClicked clicked:
                return model with { Notice = null, Chosen = clicked.Index, Workbench = bench with { OnTable = true, Editing = false, Table = bench.Table with { Follow = false } } };
            case Message.TableWheeled wheeled:
                return TableMoves.By(model, wheeled.Rows);
            default:
                return model;
        }
    }

    /// <summary>The head of a column was clicked: its rows are sorted by it, and the other way round the next time.</summary>
    public static AppModel HeadClicked(AppModel model, string head)
    {
        TableModel table = model.Workbench.Table;
        return model with { Workbench = model.Workbench with { Table = table with { Sort = head, Descending = table.Sort == head && !table.Descending, Top = 0 } } };
    }

    /// <summary>Another view is opened: what was being typed is given up.</summary>
    public static AppModel Left(AppModel model) => model.Workbench is { Editing: false, Table.Typing: false } ? model
        : model with { Workbench = model.Workbench with { Editing = false, Table = model.Workbench.Table with { Typing = false } } };

    /// <summary>One step in the field of the focus.</summary>
    public static WorkbenchModel Step(WorkbenchModel bench, int direction, RunCaps caps)
    {
        if (bench.OnTable)
            return bench;
        return FormSteps.Next(bench, bench.Focus, direction) is { } next ? bench.With(bench.Focus, next, caps) : bench;
    }

    private static WorkbenchModel On(WorkbenchModel bench, RunSetting field) =>
        bench is { OnTable: false } && bench.Focus == field ? bench : bench with { Focus = field, OnTable = false, Editing = false };

    private static Transition Choose(AppModel model)
    {
        WorkbenchModel bench = model.Workbench;
        RunSetting field = bench.Focus;
        if (bench.WhyIdle(field) is { } idle)
            return Told(model, idle);
        return field.Form switch
        {
            SettingForm.Choice => model with { Dialog = OfField(bench, field, model.Caps) },
            SettingForm.Switch => model with { Workbench = Step(bench, 1, model.Caps) },
            _ => model with { Workbench = bench with { Editing = true } },
        };
    }

    /// <summary>The choices of a field; those that the rest of the form rules out say why.</summary>
    private static DialogModel.Choosing OfField(WorkbenchModel bench, RunSetting field, RunCaps caps)
    {
        var choices = ImmutableArray.CreateBuilder<Choice>();
        foreach (SettingChoice choice in field.Choices)
            choices.Add(new Choice(choice.Word, choice.Meaning, bench.With(field, choice.Word, caps).Draft.Problem));
        return new DialogModel.Choosing(
            $"{field.Name}: {field.Meaning}", choices.DrainToImmutable(), bench.Shown(field),
            (now, word) => now with { Workbench = now.Workbench.With(field, word, now.Caps) });
    }

    private static DialogModel.Choosing OfPresets(WorkbenchModel bench, RunCaps caps)
    {
        var choices = ImmutableArray.CreateBuilder<Choice>();
        foreach (Preset preset in Preset.All)
            choices.Add(new Choice(preset.Id, preset.Meaning, bench.With(preset.Over(bench.Base), caps).Draft.Problem));
        return new DialogModel.Choosing(
            "presets: runs that are worth a look", choices.DrainToImmutable(), "",
            (now, id) => now with { Workbench = now.Workbench.With(Preset.Find(id)!.Over(now.Workbench.Base), now.Caps) });
    }

    /// <summary>One step back: out of the text, out of the filter, out of the table.</summary>
    private static Transition Back(AppModel model)
    {
        WorkbenchModel bench = model.Workbench;
        WorkbenchModel? before = bench switch
        {
            { Editing: true } => bench with { Editing = false },
            { Table: { Typing: true } or { Filter.Length: > 0 } } => bench with { Table = TableUpdate.Back(bench.Table) },
            { OnTable: true } => bench with { OnTable = false },
            _ => null,
        };
        return before is null ? model : model with { Workbench = before };
    }

    private static AppModel Told(AppModel model, string text) => model with { Notice = new(text, Ink.Dim) };

    private static string Shortened(string text) => text[..Cut.Whole(text, Math.Min(text.Length, AppModel.LongestText))];
}
