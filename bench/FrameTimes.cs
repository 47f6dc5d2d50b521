using Sandbox.Tests.Support.Screens;
using Sandbox.Tui.App;

namespace Sandbox.Bench;

/// <summary>What it costs to draw many workers and to turn the frame into bytes, without a terminal: 10,000 are more than a machine is let start.</summary>
internal static class FrameTimes
{
    private const int Frames = 300;

    public static IEnumerable<TableLine> Lines =>
    [
        Line("screen/frame-1000", "1,000 live workers, by index", 4, 1_000, ColumnId.Index, ""),
        Line("screen/frame-1000-sorted", "1,000 live workers, by state", 4, 1_000, ColumnId.State, ""),
        Line("screen/frame-10000", "10,000 rows, by index", 6, 10_000, ColumnId.Index, ""),
        Line("screen/frame-10000-sorted", "10,000 rows, by state", 6, 10_000, ColumnId.State, ""),
        Line("screen/frame-10000-found", "10,000 rows, filtered", 6, 10_000, ColumnId.Pid, "4"),
        new Gauge("screen/table-10000", "a table of 10,000 rows that scrolls: a frame of 200x60 bound, laid out, drawn and turned into bytes", "ms", 6, () =>
            Spread.Of(ManyRows.FrameTimes(ManyRows.Model(10_000), Frames).Skip(Frames / 2))),
    ];

    private static Gauge Line(string id, string what, double limit, int workers, string sort, string filter) =>
        new(id, $"{what}: a frame of 200x60 drawn and turned into bytes", "ms", limit, () =>
            Spread.Of(ManyWorkers.FrameTimes(ManyWorkers.Model(workers, sort, filter, ended: false), Frames).Skip(Frames / 2)));
}
