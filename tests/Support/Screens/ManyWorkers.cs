using System.Diagnostics;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Views;
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

    /// <summary>The time of each of many frames, in milliseconds: bound, laid out, drawn, and turned into bytes.</summary>
    public static double[] FrameTimes(AppModel model, int frames)
    {
        using var screen = new ModelScreen(model, new TerminalTraits(true, ColourDepth.Many, true, true), TimeProvider.System, ViewTable.Make, _ => { });
        (var frame, var shown, var bytes) = (new Frame(default), new Frame(model.Size), new ByteBuffer());
        var diff = new FrameDiff(ColourDepth.Many);
        double[] times = new double[frames];
        for (int at = 0; at < frames; at++)
        {
            // Every worker has moved on a little.
            model = Moved(model);
            long start = Stopwatch.GetTimestamp();
            screen.Bind(model);
            screen.Draw(frame);
            bytes.Clear();
            diff.Write(shown, frame, bytes);
            shown.CopyFrom(frame);
            times[at] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        return times;
    }

    private static AppModel Moved(AppModel model)
    {
        if (model.Run is not { Report: null } run)
            return model;
        WorkerSnapshot[] board = run.Board.ToArray();
        for (int index = 0; index < board.Length; index++)
            board[index] = board[index] with { Done = (board[index].Done + 1) % 100 };
        return model with { Run = run with { Board = board } };
    }
}
