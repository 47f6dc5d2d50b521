using System.Globalization;
using Sandbox.Core.Signals;

namespace Sandbox.Core.Runs;

/// <summary>What is said of workers that were started again.</summary>
public static class LifeWords
{
    private const int MostNamed = 8;

    /// <summary>A life in a line: <c>pid 4711, killed by SIGSEGV (11), started again 100 ms later</c>.</summary>
    public static string Of(LifeReport life)
    {
        string end = life.Status?.ToString() ?? "nobody knows how it ended";
        string again = life.BackoffMs is { } wait ? string.Create(CultureInfo.InvariantCulture, $", started again {wait:#,0} ms later") : "";
        return string.Create(CultureInfo.InvariantCulture, $"pid {life.Pid}, {end}{again}");
    }

    /// <summary>How a worker's lives before the last one ended: <c>SIGSEGV twice, exit code 3 once</c>.</summary>
    private static string Ends(WorkerReport worker)
    {
        List<string> ends = [];
        List<int> counts = [];
        for (int life = 0; life < worker.Lives.Length - 1; life++)
        {
            string end = worker.Lives[life].Status is not { } status ? "nobody knows how"
                : status.Signal is { } signal ? SignalTable.NameOf(signal)
                : string.Create(CultureInfo.InvariantCulture, $"exit code {status.ExitCode}");
            int at = ends.IndexOf(end);
            if (at < 0)
            {
                ends.Add(end);
                counts.Add(1);
                continue;
            }
            counts[at]++;
        }
        if (ends.Count == 1)
            return ends[0];
        for (int at = 0; at < ends.Count; at++)
            ends[at] += $" {Times(counts[at])}";
        return string.Join(", ", ends);
    }

    /// <summary>What a verdict's sentence adds: who had failed and was started again; empty where nobody was.</summary>
    internal static string Told(RunReport report)
    {
        string told = "";
        int again = 0;
        foreach (WorkerReport worker in report.Workers)
        {
            if (worker.Lives.Length > 1 && ++again <= MostNamed)
                told += $"; {Told(worker)}";
        }
        return again > MostNamed ? string.Create(CultureInfo.InvariantCulture, $"{told}; and {again - MostNamed} more were started again") : told;
    }

    private static string Told(WorkerReport worker)
    {
        string name = worker.Role == WorkerRole.Intruder ? "the intruder" : string.Create(CultureInfo.InvariantCulture, $"worker {worker.Index}");
        int deaths = worker.Lives.Length - 1;
        string outcome = worker switch
        {
            { Status: { } status } when Restarts.Failed(status) => $"it failed in its {Nth(worker.Lives.Length)} life too",
            { Correct: true } => "its sum is right now",
            _ => $"this is its {Nth(worker.Lives.Length)} life",
        };
        return $"{name} had failed {Times(deaths)} ({Ends(worker)}) and was started again{(deaths == 1 ? "" : " each time")}: {outcome}";
    }

    private static string Times(int count) => count switch
    {
        1 => "once",
        2 => "twice",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} times"),
    };

    private static string Nth(int number) => string.Create(CultureInfo.InvariantCulture, $"{number}{(number % 100 is >= 11 and <= 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" })}");
}
