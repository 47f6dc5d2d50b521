using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.App;

/// <summary>What the mouse does: a click opens a tab or goes to the view, the wheel moves rows.</summary>
internal static class MouseUpdate
{
    private const int WheelRows = 3;

    public static Transition Used(AppModel model, Message.MouseUsed moused)
    {
        if (model.TooSmall || model.Bare is not null)
            return model;
        if (moused.Act == MouseAct.Click)
            return Clicked(model, moused);
        int rows = moused.Act == MouseAct.WheelUp ? -WheelRows : WheelRows;
        return model.View.Wheeled(model, rows);
    }

    private static Transition Clicked(AppModel model, Message.MouseUsed moused)
    {
        if (moused.Y == 0)
            return TabBar.At(model, moused.X) is { } view ? model.View.Left(model) with { View = view } : model;
        Size room = model.Room;
        return moused.Y <= room.Rows ? model.View.Clicked(model, moused.X, moused.Y - 1) : model;
    }
}
