using System.Diagnostics;
using Sandbox.Core.Runs;
using Sandbox.Core.Waits;
using Sandbox.Tui.App;
using Sandbox.Tui.Screens.Workbench;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Tests.Tools;

namespace Sandbox.Tui.Tests.Screens;

/// <summary>What a frame costs: drawn and turned into bytes. The least of many counts, for a machine has other things to do.</summary>
public class FrameTimeTests
{
    private const int Rounds = 60;

    [Theory]
    [InlineData(1_000, (int)ColumnId.Index, "", 4)]
    [InlineData(1_000, (int)ColumnId.State, "", 4)]
    [InlineData(1_000, (int)ColumnId.Pid, "4", 4)]
    [InlineData(10_000, (int)ColumnId.Index, "", 6)]
    [InlineData(10_000, (int)ColumnId.State, "", 6)]
    [InlineData(10_000, (int)ColumnId.Pid, "4", 6)]
    public void Live_workers_are_drawn_in_time(int workers, int sort, string filter, double milliseconds) =>
        Assert.InRange(Least(Model(workers, (ColumnId)sort, filter, ended: false)), 0, milliseconds);

    [Theory]
    [InlineData(1_000, 4)]
    [InlineData(10_000, 6)]
    public void Workers_of_a_report_are_drawn_in_time(int workers, double milliseconds) =>
        Assert.InRange(Least(Model(workers, ColumnId.Sum, "exit", ended: true)), 0, milliseconds);

    private static AppModel Model(int workers, ColumnId sort, string filter, bool ended)
    {
        RunSpec spec = Reports.Spec(("fault", "segfault")) with { Workers = workers };
        var board = new WorkerSnapshot[workers];
        for (int index = 0; index < workers; index++)
            board[index] = new WorkerSnapshot(index, (WorkerStage)(index % 5), 4711 + index, 4711 + index, index % 100, 100);
        AppModel model = new Screen(200, 60).Model;
        RunModel run = RunModel.Begun(spec, "sandbox run").WithWorkers(workers) with { Board = board, Phase = RunPhase.Running };
        return model with
        {
            Run = ended ? run with { Report = Reports.OfProcesses(spec, WaitStatus.OfSignal(11), Verdict.Contained) } : run,
            Workbench = model.Workbench with { OnTable = true, Table = new TableModel { Sort = sort, Filter = filter } },
        };
    }

    private static double Least(AppModel model)
    {
        (var grid, var shown, var bytes) = (new CellGrid(default), new CellGrid(model.Size), new ByteBuffer());
        var diff = new FrameDiff(Palette.For(ColourDepth.Many));
        double least = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            AppView.Draw(model, grid);
            bytes.Clear();
            diff.Write(shown, grid, bytes);
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{least:0.00} ms");
        return least;
    }
}
