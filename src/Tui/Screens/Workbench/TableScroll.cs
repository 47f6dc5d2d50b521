using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>Which rows of the table are seen.</summary>
internal static class TableScroll
{
    public static WorkbenchModel Page(AppModel model, ScreenAction action)
    {
        int page = Layout.Of(ViewTable.Room(model.Size)).TableRows;
        return To(model, action switch
        {
            ScreenAction.PageUp => model.Workbench.TopRow - page,
            ScreenAction.PageDown => model.Workbench.TopRow + page,
            ScreenAction.First => 0,
            _ => int.MaxValue,
        });
    }

    /// <summary>A line up or down; up from the first one leads back to the form.</summary>
    public static WorkbenchModel Line(AppModel model, ScreenAction action)
    {
        WorkbenchModel bench = model.Workbench;
        return action switch
        {
            ScreenAction.Up when bench.TopRow == 0 => bench with { OnTable = false },
            ScreenAction.Up => To(model, bench.TopRow - 1),
            ScreenAction.Down => To(model, bench.TopRow + 1),
            _ => bench,
        };
    }

    private static WorkbenchModel To(AppModel model, int row)
    {
        int last = Math.Max(0, (model.Run?.WorkerCount ?? 0) - Layout.Of(ViewTable.Room(model.Size)).TableRows);
        return model.Workbench with { TopRow = Math.Clamp(row, 0, last) };
    }
}
