using System.Text;
using System.Text.Json;
using Sandbox.Core.History;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Tracing;
using Sandbox.Tui.Recording;
using Sandbox.Tui.Terminal;

namespace Sandbox.Fuzz;

/// <summary>Lines that the sandbox keeps: its history, what was learned, recordings.</summary>
internal static class LineTargets
{
    private static readonly string[] Lines =
    [
        """{"when":"2026-11-28T07:00:00+00:00","ended":"wait-for-it","right":2,"of":3}""",
        """{"when":"2026-11-28T07:00:00+00:00","halfway":"wait-for-it","step":2,"answers":["c","SIGSEGV"]}""",
        """{"when":"2026-11-28T07:00:00+00:00","asked":"wait-for-it","known":["a1"],"missed":["b2"]}""",
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Target> All { get; } =
    [
        new("history", "a line of history.jsonl", History)
        {
            Seeds = Entries,
            Words = () => Target.WordsOf(Entries()),
            Longest = 24 << 10,
        },
        new("progress", "a line of progress.jsonl", Progress)
        {
            Seeds = () => [.. Target.Texts(Lines), .. Written()],
            Words = () => Target.WordsOf([.. Target.Texts(Lines), .. Written()]),
            Longest = 8 << 10,
        },
        new("casts", "a recording of whatever was written to a terminal: each line of it is JSON of the format", Casts)
        {
            Seeds = () => Target.Files("docs/demos", "*.cast").SelectMany(cast => Target.Text(cast).Split('\n').Skip(1).Take(20).Where(line => line.Length > 0).Select(Shown)),
            Words = () => ["\e[?1049h", "\e[2J", "\e[0m", "\e[38;5;12m", "─", "漢", "\r\n"],
        },
    ];

    private static IEnumerable<byte[]> Entries() => [.. HistoryMutations.Runs.Select(HistoryLine.Write).Select(Trimmed), .. KeptTraces.Entries.Select(HistoryLine.Write).Select(Trimmed)];

    private static byte[] Trimmed(byte[] line) => line[..^1];

    private static IEnumerable<byte[]> Written() =>
        new[] { ProgressLine.OfEnd("wait-for-it", new LessonScore(2, 3)), ProgressLine.OfMarks("copy-on-write", ["a"], ["b", "c"]) }.Select(line => line.Write(DateTimeOffset.UnixEpoch).TrimEnd((byte)'\n').ToArray());

    private static byte[] Shown(string line) => Encoding.UTF8.GetBytes(JsonDocument.Parse(line).RootElement[2].GetString()!);

    private static void History(byte[] line)
    {
        HistoryEntry? entry = HistoryLine.Read(line, out string? problem);
        if (entry is null == problem is null)
            throw new FindingException("neither an entry nor a problem");
        if (problem is not null)
            Form.CheckLine(problem);
        if (entry is null)
            return;
        if (entry.Report is { } report)
            Form.CheckText(VerdictSentence.Of(report));
        if (entry.Trace is { } trace)
            Form.CheckText(TraceSentence.Of(trace.Tree));
        _ = Comparison.Of(entry, entry);
        byte[] again = HistoryLine.Write(entry)[..^1];
        if (HistoryLine.Read(again, out problem) is null)
            throw new FindingException($"what was read is refused when it is written: {problem}");
    }

    private static void Progress(byte[] line)
    {
        if (ProgressLine.Read(line) is { } read && ProgressLine.Read(read.Write(DateTimeOffset.UnixEpoch).TrimEnd((byte)'\n')) is null)
            throw new FindingException("what was read is refused when it is written");
    }

    private static void Casts(byte[] bytes)
    {
        foreach (CastFormat format in (CastFormat[])[CastFormat.V2, CastFormat.V3])
        {
            Cast cast = new(format, new Size(80, 24), Target.Text(bytes[..Math.Min(bytes.Length, 20)]));
            cast.Enter();
            cast.Output(0.5, bytes);
            cast.Marker(0.6, Target.Text(bytes[..Math.Min(bytes.Length, 40)]));
            cast.Leave(1, 24);
            string[] lines = Target.Text(cast.Bytes.ToArray()).TrimEnd('\n').Split('\n');
            string shown = "";
            foreach (string line in lines[1..])
            {
                using JsonDocument value = JsonDocument.Parse(line);
                if (value.RootElement[1].GetString() == "o")
                    shown += value.RootElement[2].GetString();
            }
            JsonDocument.Parse(lines[0]).Dispose();
            if (!shown.Contains(Target.Text(bytes), StringComparison.Ordinal))
                throw new FindingException("a recording without what was written");
        }
    }
}
