using Sandbox.Core.Runs;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>Where the cursor goes in the form: rows of one field, then rows of three, then the table.</summary>
internal static class FormMoves
{
    public static WorkbenchModel Move(WorkbenchModel bench, ScreenAction action, RunCaps caps) => action switch
    {
        ScreenAction.Up => Vertical(bench, -1),
        ScreenAction.Down => Vertical(bench, 1),
        ScreenAction.Left => Horizontal(bench, -1, caps),
        ScreenAction.Right => Horizontal(bench, 1, caps),
        _ => bench,
    };

    private static WorkbenchModel Vertical(WorkbenchModel bench, int direction)
    {
        int at = (int)bench.Focus;
        int next = at < FormField.Wide ? at + direction
            : at + direction * FormField.PerRow is var moved && moved >= FormField.Wide ? moved : FormField.Wide - 1;
        if (next >= FormField.All.Length)
            return bench with { OnTable = true };
        return bench with { Focus = (FieldId)Math.Max(0, next) };
    }

    private static WorkbenchModel Horizontal(WorkbenchModel bench, int direction, RunCaps caps)
    {
        if (FormField.Of(bench.Focus).IsWide)
            return WorkbenchUpdate.Step(bench, direction, caps);
        int column = ((int)bench.Focus - FormField.Wide) % FormField.PerRow + direction;
        return column is < 0 or >= FormField.PerRow ? bench : bench with { Focus = bench.Focus + direction };
    }
}
