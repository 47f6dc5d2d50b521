using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.App;

/// <summary>Draws the frame that belongs to a model, and nothing else: the tab bar, the view or the help, the footer.</summary>
internal static class AppView
{
    public static void Draw(AppModel model, CellGrid grid)
    {
        grid.Reset(model.Size);
        Area area = Area.Of(grid);
        if (model.TooSmall)
        {
            DrawTooSmall(model, area);
            return;
        }
        if (model.Bare is { } text)
        {
            BareView.Draw(text, area);
            return;
        }
        TabBar.Draw(model, area);
        Size room = model.Room;
        Area middle = area.Part(0, 1, room.Columns, room.Rows);
        if (model.HelpTop is { } top)
            HelpView.Draw(model, top, middle);
        else
            model.View.Draw(model, middle);
        StepBand.Draw(model, area.Part(0, 1 + room.Rows, room.Columns, StepBand.Rows(model)));
        FooterView.Draw(model, area.Part(0, model.Size.Rows - 1, room.Columns, 1));
    }

    private static void DrawTooSmall(AppModel model, Area area)
    {
        Size need = AppModel.Smallest;
        area.Put(0, 0, $"too small: {model.Size.Columns}x{model.Size.Rows}", Ink.Strong);
        area.Put(0, 1, $"needs {need.Columns}x{need.Rows}", Ink.Plain);
        area.Put(0, 2, model.Run is { Live: true } ? "the run goes on" : "waiting for room", Ink.Dim);
        area.Put(0, 3, "q quits", Ink.Dim);
    }
}
