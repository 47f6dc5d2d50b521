using System.Text.Json.Serialization;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.History;

/// <summary>One run that was kept, or one trace: it has a report, or a trace.</summary>
/// <param name="Id">What it is called: six letters and digits, stored with it, so that it stays the same.</param>
/// <param name="When">When it was kept.</param>
/// <param name="Command">The command that does the same again.</param>
/// <param name="Report">What the run left behind; <c>null</c> for a trace.</param>
/// <param name="Trace">The trace; <c>null</c> for a run.</param>
public sealed record HistoryEntry(
    string Id,
    DateTimeOffset When,
    string Command,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RunReport? Report,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] KeptTrace? Trace = null)
{
    // Without i, l, o and u: nobody has to guess whether it is a one.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int IdLength = 6;
    private const int LongestShown = 400;
    private const int LongestTraced = 4_000;

    /// <summary>The command as lists show it: one that names thousands of workers is cut, and ends in <c>...</c>.</summary>
    [JsonIgnore]
    public string ShownCommand => Cut.To(Command, LongestShown);

    /// <summary>The verdict in a word: of a run, or of a trace; <c>null</c> for a run without one.</summary>
    [JsonIgnore]
    public string? VerdictWord => Trace is { } trace ? TraceVerdictWords.For(TraceSentence.VerdictOf(trace.Tree)).Word : Report?.Verdict?.Word;

    /// <summary>An entry for a report, with an id that follows from what is in it.</summary>
    /// <param name="report">The report; its pids and times tell it from any other run of the same spec.</param>
    /// <param name="when">When it is kept.</param>
    public static HistoryEntry Of(RunReport report, DateTimeOffset when)
    {
        ulong hash = Mixed(0xcbf29ce484222325, (ulong)when.UtcTicks);
        hash = Mixed(hash, (ulong)report.Host.Pid);
        hash = Mixed(hash, BitConverter.DoubleToUInt64Bits(report.Timing.TotalMs));
        return new HistoryEntry(IdOf(hash), when, RunSpecs.CommandLine(report.Spec), report);
    }

    /// <summary>An entry for a trace, with an id that follows from what is in it.</summary>
    /// <param name="trace">The trace; its pids and times tell it from any other of the same program.</param>
    /// <param name="when">When it is kept.</param>
    public static HistoryEntry Of(KeptTrace trace, DateTimeOffset when)
    {
        ulong hash = Mixed(0xcbf29ce484222325, (ulong)when.UtcTicks);
        hash = Mixed(hash, (ulong)(trace.Tree.First?.Pid ?? 0));
        hash = Mixed(hash, BitConverter.DoubleToUInt64Bits(trace.Tree.AtMs));
        return new HistoryEntry(IdOf(hash), when, Cut.To(Quoted.Bare(trace.Spec.CommandLine), LongestTraced), null, trace);
    }

    /// <summary>Whether a text has the form of an id.</summary>
    public static bool IsId(string text) => text.Length == IdLength && text.All(letter => Alphabet.Contains(letter, StringComparison.Ordinal));

    // FNV-1a: no secret is kept by it, and a cryptographic hash would load a library for each run.
    private static ulong Mixed(ulong hash, ulong value)
    {
        for (int shift = 0; shift < 64; shift += 8)
            hash = (hash ^ ((value >> shift) & 0xff)) * 0x100000001b3;
        return hash;
    }

    private static string IdOf(ulong hash)
    {
        hash ^= hash >> 32;
        Span<char> letters = stackalloc char[IdLength];
        for (int i = 0; i < IdLength; i++)
            letters[i] = Alphabet[(int)((hash >> (5 * i)) & 31)];
        return letters.ToString();
    }
}
