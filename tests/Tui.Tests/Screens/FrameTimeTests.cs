using Sandbox.Tui.App;

namespace Sandbox.Tui.Tests.Screens;

/// <summary>What a frame costs: drawn and turned into bytes. The least of many counts, for a machine has other things to do.</summary>
public class FrameTimeTests
{
    private const int Rounds = 60;

    [Theory]
    [InlineData(1_000, ColumnId.Index, "", 4)]
    [InlineData(1_000, ColumnId.State, "", 4)]
    [InlineData(1_000, ColumnId.Pid, "4", 4)]
    [InlineData(10_000, ColumnId.Index, "", 6)]
    [InlineData(10_000, ColumnId.State, "", 6)]
    [InlineData(10_000, ColumnId.Pid, "4", 6)]
    public void Live_workers_are_drawn_in_time(int workers, string sort, string filter, double milliseconds) =>
        Assert.InRange(Least(ManyWorkers.Model(workers, sort, filter, ended: false)), 0, milliseconds);

    [Theory]
    [InlineData(1_000, 4)]
    [InlineData(10_000, 6)]
    public void Workers_of_a_report_are_drawn_in_time(int workers, double milliseconds) =>
        Assert.InRange(Least(ManyWorkers.Model(workers, ColumnId.Sum, "exit", ended: true)), 0, milliseconds);

    private static double Least(AppModel model)
    {
        double least = ManyWorkers.FrameTimes(model, Rounds).Min();
        TestContext.Current.TestOutputHelper?.WriteLine($"{least:0.00} ms");
        return least;
    }
}
