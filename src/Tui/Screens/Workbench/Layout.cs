using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>Which row of the view holds what; the table takes what the rest leaves.</summary>
internal readonly record struct Layout(int Rows)
{
    public const int Form = 0;
    public const int Message = 6;
    public const int TableRule = 7;
    public const int TableHead = 8;
    public const int Table = 9;
    private const int Below = 5;

    public int TableRows => Rows - Table - Below;

    public int SummaryRule => Rows - 5;

    public int Host => Rows - 4;

    public int Total => Rows - 3;

    public int Verdict => Rows - 2;

    public static Layout Of(Size size) => new(size.Rows);
}
