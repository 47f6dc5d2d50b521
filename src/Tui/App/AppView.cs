using Sandbox.Tui.Screens.Workbench;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.App;

/// <summary>Draws the frame that belongs to a model, and nothing else.</summary>
internal static class AppView
{
    public static void Draw(AppModel model, CellGrid grid)
    {
        grid.Reset(model.Size);
        if (model.TooSmall)
            DrawTooSmall(model, grid);
        else if (model.HelpTop is { } top)
            HelpView.Draw(model, top, grid);
        else
            WorkbenchView.Draw(model, grid);
    }

    private static void DrawTooSmall(AppModel model, CellGrid grid)
    {
        Size need = AppModel.Smallest;
        grid.Put(0, 0, $"too small: {model.Size.Columns}x{model.Size.Rows}", Ink.Strong);
        grid.Put(0, 1, $"needs {need.Columns}x{need.Rows}", Ink.Plain);
        grid.Put(0, 2, model.Run is { Live: true } ? "the run goes on" : "waiting for room", Ink.Dim);
        grid.Put(0, 3, "q quits", Ink.Dim);
    }
}
