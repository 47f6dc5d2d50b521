using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>Which row of the view holds what; the table takes what the rest leaves.</summary>
internal readonly record struct Layout(int Rows)
{
    public const int Top = 0;
    private const int AllOfTheFormFrom = 18;
    private const int Tall = 16;
    private const int VerdictRows = 2;

    /// <summary>How many of the form's rows are seen; where that is not all, they scroll.</summary>
    public int FormRows => Form.Rows - (Rows < AllOfTheFormFrom ? 1 : 0);

    public int Message => Top + FormRows;

    public int TableRule => Message + 1;

    public int TableHead => Message + 2;

    public int Table => Message + 3;

    public int TableRows => SummaryRule - Table;

    // In the smallest terminal a run that is stepped needs the verdict's rows for its workers; it has no verdict yet.
    public int SummaryRule => Rows - 3 - (Rows < Tall ? 0 : VerdictRows);

    public int Host => SummaryRule + 1;

    public int Total => SummaryRule + 2;

    public int Verdict => SummaryRule + 3;

    public static Layout Of(Size size) => new(size.Rows);
}
