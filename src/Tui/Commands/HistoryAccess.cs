using Sandbox.Core.History;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Commands;

/// <summary>The history as commands use it: what goes wrong with it is said, and never changes an exit code.</summary>
internal static class HistoryAccess
{
    private const int MostProblems = 8;

    private const string NoPlace = "neither XDG_STATE_HOME nor HOME is an absolute path, so there is no history";

    /// <summary>Keeps a run.</summary>
    public static void Keep(CommandContext context, RunReport report) => Keep(context, "run", when => HistoryEntry.Of(report, when));

    /// <summary>Keeps a trace.</summary>
    public static void Keep(CommandContext context, KeptTrace trace) => Keep(context, "trace", when => HistoryEntry.Of(trace, when));

    /// <summary>Says that a trace is too long to be kept.</summary>
    public static void TooLong(CommandContext context) =>
        Say(context, $"the trace was not kept in the history: it has more than {KeptTrace.MostEvents:#,0} events (--no-history asks for none)");

    private static void Keep(CommandContext context, string what, Func<DateTimeOffset, HistoryEntry> entry)
    {
        if (HistoryPlace.Of(context.Environment) is not { } path)
        {
            Say(context, $"{NoPlace}; the {what} was not kept (--no-history asks for none)");
            return;
        }

        try
        {
            HistoryFile history = new(path);
            int dropped = history.Append(entry(context.Clock.GetUtcNow()));
            if (dropped > 0)
                Say(context, $"the history is full: {history.Current} is now {history.Older}, and the {dropped:#,0} oldest runs were deleted");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Say(context, $"the {what} was not kept in the history: {refused.Message} (--no-history asks for none)");
        }
    }

    /// <summary>Everything that was kept, oldest first; what could not be read is said.</summary>
    /// <param name="context">Where it is, and where to say it.</param>
    /// <param name="whole">Whether all was read that is there.</param>
    public static IReadOnlyList<HistoryEntry> Read(CommandContext context, out bool whole)
    {
        whole = true;
        if (HistoryPlace.Of(context.Environment) is not { } path)
        {
            Say(context, NoPlace);
            return [];
        }

        HistoryReading reading = new HistoryFile(path).Read();
        whole = reading.Problems.IsEmpty && reading.PassedOver == 0;
        foreach (SpecProblem problem in reading.Problems.Take(MostProblems))
            Say(context, $"{problem.Origin}: {problem.Message}");
        if (reading.PassedOver > 0)
            Say(context, $"{reading.PassedOver:#,0} {(reading.PassedOver == 1 ? "line" : "lines")} of the history {(reading.PassedOver == 1 ? "is" : "are")} passed over");
        return reading.Entries;
    }

    /// <summary>Why nothing was kept; <c>null</c> where nothing keeps a run from being kept, or it was said already.</summary>
    public static string? WhyEmpty(CommandContext context) =>
        HistoryPlace.Of(context.Environment) is { } path ? HistoryPlace.WhyNone(path, Directory.Exists) : null;

    /// <summary>The run with an id, or with a beginning that only one id has.</summary>
    /// <exception cref="UsageException">There is none, or there are several.</exception>
    public static HistoryEntry Find(IReadOnlyList<HistoryEntry> entries, string id)
    {
        string[] found = [.. entries.Select(entry => entry.Id).Where(known => id.Length > 0 && known.StartsWith(id, StringComparison.OrdinalIgnoreCase)).Distinct()];
        return found switch
        {
            // Should two runs ever have the same id, the later one is the one that somebody has just seen.
            [string only] => entries.Last(entry => entry.Id == only),
            [] when entries.Count == 0 => throw new UsageException($"there is no run {Quoted.Of(id)}: the history is empty"),
            [] => throw new UsageException(
                $"there is no run {Quoted.Of(id)} in the history; the nearest is {Nearest.To(id, [.. entries.Select(entry => entry.Id)])}; sandbox history lists them"),
            _ => throw new UsageException($"{Quoted.Of(id)} is the beginning of {found.Length} ids: {string.Join(", ", found.Take(MostProblems))}"),
        };
    }

    private static void Say(CommandContext context, string message) => context.Error.WriteLine($"sandbox: {Quoted.Bare(message)}");
}
