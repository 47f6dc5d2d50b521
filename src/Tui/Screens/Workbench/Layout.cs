using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>Which row of the screen holds what; the table takes what the rest leaves.</summary>
internal readonly record struct Layout(int Rows)
{
    public const int Title = 0;
    public const int Form = 1;
    public const int Message = 7;
    public const int TableRule = 8;
    public const int TableHead = 9;
    public const int Table = 10;
    private const int Below = 6;

    public int TableRows => Rows - Table - Below;

    public int SummaryRule => Rows - 6;

    public int Host => Rows - 5;

    public int Total => Rows - 4;

    public int Verdict => Rows - 3;

    public int Footer => Rows - 1;

    public static Layout Of(Size size) => new(size.Rows);
}
