using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>What keys do to the table as a whole: sort, filter, follow, open a worker.</summary>
internal static class TableUpdate
{
    public static AppModel Act(AppModel model, ScreenAction action)
    {
        TableModel table = model.Workbench.Table;
        return action switch
        {
            ScreenAction.Sort => With(model, TableMoves.NextColumn(model) with { Top = 0 }),
            ScreenAction.Columns => With(model, TableMoves.NextPage(model)),
            ScreenAction.Flip => With(model, table with { Descending = !table.Descending, Top = 0 }),
            ScreenAction.Find when model.Seen is not null => With(model, table with { Typing = true }),
            ScreenAction.Follow => With(model, table with { Follow = !table.Follow }),
            ScreenAction.Choose when model.Seen is { } run && model.Chosen < run.WorkerCount => model with { Dialog = WorkerDetail.Of(model.Chosen, run.WorkerCount) },
            ScreenAction.Up or ScreenAction.Down or ScreenAction.PageUp or ScreenAction.PageDown or ScreenAction.First or ScreenAction.Last
                or ScreenAction.NextMatch or ScreenAction.PreviousMatch => TableMoves.Move(model, action),
            _ => model,
        };
    }

    /// <summary>The filter is taken back.</summary>
    public static TableModel Back(TableModel table) => table with { Typing = false, Filter = "", Top = 0 };

    private static AppModel With(AppModel model, TableModel table) => model with { Workbench = model.Workbench with { Table = table } };
}
