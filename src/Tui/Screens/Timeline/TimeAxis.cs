using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Timeline;

/// <summary>A piece of time, cut into the cells of a row.</summary>
/// <param name="FromMs">Where it begins, in milliseconds since the run began.</param>
/// <param name="CellMs">How long a cell is.</param>
/// <param name="Cells">How many cells there are.</param>
internal readonly record struct TimeAxis(double FromMs, double CellMs, int Cells)
{
    /// <summary>The times of the board have three decimals; a cell need not be shorter than ten of the last.</summary>
    private const double LeastMs = 0.01;

    private const int TickCells = 12;

    public double UntilMs => FromMs + CellMs * Cells;

    /// <summary>The distance of the ticks: one, two or five of something.</summary>
    public double TickMs => RoundUp(CellMs * TickCells);

    /// <summary>What is seen of a whole.</summary>
    public static TimeAxis Of((double From, double Until) whole, TimelineModel timeline, int cells)
    {
        (double from, double until) = whole;
        double span = Math.Max((until - from) / Math.Pow(2, timeline.Zoom), LeastMs * cells);
        double start = timeline.Zoom == 0 ? from : Math.Clamp(timeline.FromMs, from, Math.Max(from, until - span));
        return new TimeAxis(start, span / cells, cells);
    }

    /// <summary>Whether halving what is seen once more shows anything new.</summary>
    public static bool CanZoom((double From, double Until) whole, int zoom, int cells) => (whole.Until - whole.From) / Math.Pow(2, zoom) > LeastMs * cells;

    /// <summary>Of what goes on: in steps, so that the picture stands still while time does not.</summary>
    public static (double From, double Until) Growing(double from, double until) => (from, from + RoundUp(Math.Max(until - from, 1)));

    /// <summary>Of what is over: with a little room behind it.</summary>
    public static (double From, double Until) Over(double from, double until) => (from, until + Math.Max(LeastMs, (until - from) / 50));

    /// <summary>The cell of a moment; for one outside the axis, a cell that it does not have.</summary>
    public int CellOf(double ms) => (int)Math.Clamp(Math.Floor((ms - FromMs) / CellMs), -1, Cells);

    private static double RoundUp(double ms)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(ms)));
        foreach (double step in (ReadOnlySpan<double>)[1, 2, 5])
        {
            if (ms <= step * power)
                return step * power;
        }
        return 10 * power;
    }
}
