using System.Diagnostics;
using Sandbox.Core.Arrays;
using Sandbox.Core.Kernel.Host;
using Sandbox.Core.Kernel.Supervision;
using Sandbox.Core.Runs;

namespace Sandbox.Bench;

/// <summary>What it costs to look at page maps of 40 MB: the workers, and whoever looks.</summary>
internal static class PageCosts
{
    private const string Length = "10000000";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private static readonly Runner Runner = new(Path.Combine(
        Path.GetDirectoryName(Environment.GetCommandLineArgs()[1])!, HostProgram.Name));

    /// <summary>
    /// How long as many workers as there are processors take to use a second of processor time each, in milliseconds: they spin until
    /// SIGXCPU. Whatever the samples take from them makes them later.
    /// </summary>
    /// <param name="sampled">Whether the page map of each is read ten times a second meanwhile.</param>
    public static double OfWorkers(bool sampled)
    {
        IRun run = Start("cpu-limit", "all");
        PageState[] cells = new PageState[run.Pages.Cells];
        int samples = 0;
        while (!run.Completion.Wait(Interval))
        {
            for (int worker = 0; sampled && worker < run.WorkerCount; worker++)
                samples += run.ReadPages(worker, cells).Source == PageMapSource.Live ? 1 : 0;
        }
        RunReport report = run.Completion.Result;
        if (report.Workers.Any(worker => worker.Status is not { Signal: SigXCpu }) || (sampled && samples < run.WorkerCount * 5))
            throw new InvalidOperationException($"{report.Verdict}, {samples} samples");
        return report.Timing.RunMs ?? throw new InvalidOperationException("no time");
    }

    /// <summary>How long one read of one worker's map takes, in milliseconds: the median of a hundred.</summary>
    public static double OfOneRead()
    {
        IRun run = Start("hang", "0");
        try
        {
            PageState[] cells = new PageState[run.Pages.Cells];
            WorkerSnapshot[] board = new WorkerSnapshot[run.WorkerCount];
            while (run.ReadBoard(board) == 0 || board[0].Stage != WorkerStage.Faulting)
            {
                if (run.Completion.IsCompleted)
                    throw new InvalidOperationException("the worker ended too early");
            }
            double[] times = [.. Enumerable.Range(0, 100).Select(_ => Timed(run, cells)).Order()];
            return times[times.Length / 2];
        }
        finally
        {
            run.Stop();
            run.Completion.Wait();
        }
    }

    private const int SigXCpu = 24;

    private static double Timed(IRun run, PageState[] cells)
    {
        long start = Stopwatch.GetTimestamp();
        PageReading reading = run.ReadPages(0, cells);
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return reading is { Source: PageMapSource.Live, Shared: > 9_000 } ? milliseconds : throw new InvalidOperationException($"{reading}");
    }

    private static IRun Start(string fault, string faulty)
    {
        (string Name, string Value)[] settings =
            [("workers", $"{Environment.ProcessorCount}"), ("length", Length), ("fault", fault), ("faulty", faulty), ("timeout", "60")];
        return Runner.Start(
            RunSpecs.Resolve([.. settings.Select(setting => new Setting(setting.Name, setting.Value, setting.Name))], RunCaps.Default).Spec!);
    }
}
