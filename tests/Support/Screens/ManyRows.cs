using System.Diagnostics;
using Sandbox.Core.History;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Screens.History;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Views;

namespace Sandbox.Tests.Support.Screens;

/// <summary>A table of many rows on a screen of 200x60, and what a frame of it costs while its cursor goes down and its rows scroll.</summary>
internal static class ManyRows
{
    /// <summary>A history of so many runs.</summary>
    public static AppModel Model(int rows)
    {
        RunSpec spec = ScreenReports.Spec(("fault", "segfault"));
        RunReport report = ScreenReports.OfProcesses(spec, WaitStatus.OfSignal(11), Verdict.Contained);
        AppModel model = new Screen(200, 60).Model;
        return model with
        {
            View = ViewTable.All.Single(view => view is HistoryScreen),
            History = new HistoryModel { Runs = [.. Enumerable.Range(0, rows).Select(row => new PastRun(HistoryEntry.Of(report, DateTimeOffset.UnixEpoch.AddHours(row)), $"then, {row}"))] },
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
            long start = Stopwatch.GetTimestamp();
            screen.Bind(model with { History = model.History with { Selected = at } });
            screen.Draw(frame);
            bytes.Clear();
            diff.Write(shown, frame, bytes);
            shown.CopyFrom(frame);
            times[at] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        return times;
    }
}
