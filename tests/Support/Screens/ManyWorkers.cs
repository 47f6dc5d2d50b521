using System.Diagnostics;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tests.Support.Screens;

/// <summary>A screen of 200x60 with the workers of a run, and what a frame of it costs: drawn, and turned into bytes.</summary>
internal static class ManyWorkers
{
    public static AppModel Model(int workers, string sort, string filter, bool ended)
    {
        RunSpec spec = ScreenReports.Spec(("fault", "segfault")) with { Workers = workers };
        var board = new WorkerSnapshot[workers];
        for (int index = 0; index < workers; index++)
            board[index] = new WorkerSnapshot(index, (WorkerStage)(index % 5), 4711 + index, 4711 + index, index % 100, 100);
        AppModel model = new Screen(200, 60).Model;
        RunModel run = RunModel.Begun(spec, "sandbox run").WithWorkers(workers) with { Board = board, Phase = RunPhase.Running };
        return model with
        {
            Run = ended ? run with { Report = ScreenReports.OfProcesses(spec, WaitStatus.OfSignal(11), Verdict.Contained) } : run,
            Workbench = model.Workbench with { OnTable = true, Table = new TableModel { Sort = sort, Filter = filter } },
        };
    }

    /// <summary>The time of each of many frames, in milliseconds.</summary>
    public static double[] FrameTimes(AppModel model, int frames)
    {
        (var grid, var shown, var bytes) = (new CellGrid(default), new CellGrid(model.Size), new ByteBuffer());
        var diff = new FrameDiff(Palette.For(ColourDepth.Many));
        double[] times = new double[frames];
        for (int frame = 0; frame < frames; frame++)
        {
            long start = Stopwatch.GetTimestamp();
            AppView.Draw(model, grid);
            bytes.Clear();
            diff.Write(shown, grid, bytes);
            times[frame] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        return times;
    }
}
