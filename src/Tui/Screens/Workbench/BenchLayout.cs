using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>Which row of the view holds what: the form, a line that speaks of it, and below that the run, where the table takes what the rest leaves.</summary>
internal readonly record struct BenchLayout(int Rows)
{
    // Four workers, which is what a run has by default, are to be seen below it on a terminal of 24 rows.
    private const int RowsOnSmallTerminal = 9;
    private const int AllOfTheFormFrom = 26;
    private const int SmallTerminalFrom = 18;
    private const int TwoRowsOfVerdictFrom = 11;
    private const int EndsFrom = 9;

    /// <summary>How many of the form's rows are seen; where that is not all, they scroll.</summary>
    public int FormRows => Rows >= AllOfTheFormFrom ? Form.Rows : Math.Min(Form.Rows, RowsOnSmallTerminal) - (Rows < SmallTerminalFrom ? 1 : 0);

    /// <summary>The row that says what the field of the focus means, or what is wrong.</summary>
    public int Message => FormRows;

    /// <summary>The first row of the run.</summary>
    public int Run => FormRows + 1;

    /// <summary>How many rows the run has. Those below are counted from the first of them.</summary>
    public int RunRows => Rows - Run;

    public int VerdictRows => RunRows >= TwoRowsOfVerdictFrom ? 2 : 1;

    public int Head => 1 + VerdictRows;

    public int Table => Head + 1;

    public int TableRows => Math.Max(1, Window - Table);

    /// <summary>The rule below the table.</summary>
    public int Window => RunRows - 1 - EndRows;

    /// <summary>How many rows the host's end and the total have.</summary>
    public int EndRows => RunRows >= EndsFrom ? 2 : 0;

    public static BenchLayout Of(Size size) => new(size.Rows);
}
