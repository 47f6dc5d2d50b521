using Sandbox.Core.Text;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Trace;

/// <summary>What a traced program writes, as lines that are safe to show. It is hostile: lines without end, lines without number.</summary>
internal static class TraceOutput
{
    private const int LongestLine = 4_096;

    /// <summary>The trace after the program has written more.</summary>
    public static TraceModel After(TraceModel trace, string written)
    {
        if (written.Length == 0)
            return trace;
        AppendLog<string> lines = trace.Lines;
        long dropped = trace.Dropped;
        string begun = trace.Begun;
        foreach (string part in Parts(written))
        {
            bool ends = part.EndsWith('\n');
            string text = ends ? part[..^1].TrimEnd('\r') : part;
            text = text[..Cut.Whole(text, Math.Min(text.Length, LongestLine))];
            begun = begun.Length >= LongestLine ? begun : begun + Quoted.Bare(text.Replace("\t", "    ", StringComparison.Ordinal));
            if (!ends)
                continue;
            if (lines.Count < TraceModel.MostLines)
                lines = lines.With(begun);
            else
                dropped++;
            begun = "";
        }
        return trace with { Lines = lines, Dropped = dropped, Begun = begun };
    }

    /// <summary>The last line.</summary>
    public static string Last(TraceModel trace) => trace.Begun.Length > 0 ? trace.Begun : trace.Lines.Count > 0 ? trace.Lines[trace.Lines.Count - 1] : "";

    private static IEnumerable<string> Parts(string written)
    {
        for (int start = 0; start < written.Length;)
        {
            int end = written.IndexOf('\n', start);
            end = end < 0 ? written.Length : end + 1;
            yield return written[start..end];
            start = end;
        }
    }
}
