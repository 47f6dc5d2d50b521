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
        if (Beside(bench, direction) is { } field)
            return bench with { Focus = field };
        int at = Form.Index(bench.Focus);
        int next = at < Form.Wide ? at + direction
            : at + direction * Form.PerRow is var moved && moved >= Form.Wide ? moved : Form.Wide - 1;
        if (next >= Form.Index(Form.Beside))
            return bench with { OnTable = true };
        return bench with { Focus = Form.Fields[Math.Max(0, next)] };
    }

    /// <summary>The field beside the model's comes between that one and the next; <c>null</c> where the way does not lead over it.</summary>
    private static RunSetting? Beside(WorkbenchModel bench, int direction)
    {
        int model = Form.Index(RunSettings.Model);
        if (bench.Focus == Form.Beside)
            return Form.Fields[direction < 0 ? model : model + 1];
        return bench.RunsProgram && Form.Index(bench.Focus) == (direction > 0 ? model : model + 1) ? Form.Beside : null;
    }

    private static WorkbenchModel Horizontal(WorkbenchModel bench, int direction, RunCaps caps)
    {
        if (Form.IsWide(bench.Focus))
            return WorkbenchUpdate.Step(bench, direction, caps);
        if (bench.Focus == Form.Beside)
            return bench;
        int next = Form.Index(bench.Focus) + direction, column = (next - direction - Form.Wide) % Form.PerRow + direction;
        return column is < 0 or >= Form.PerRow || next >= Form.Index(Form.Beside) ? bench : bench with { Focus = Form.Fields[next] };
    }
}
