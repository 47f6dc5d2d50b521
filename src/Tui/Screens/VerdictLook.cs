using Sandbox.Core.History;
using Sandbox.Core.Runs;
using Sandbox.Core.Tracing;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens;

/// <summary>The word, the sign and the ink of a verdict: never the colour alone.</summary>
internal static class VerdictLook
{
    public static string Words(Verdict? verdict, Glyphs glyphs) => verdict is { } known
        ? $"{(known.Words.Harmless ? glyphs.Right : glyphs.Wrong)} {known.Word}"
        : $"{glyphs.Unknown} {OutcomeWords.NoVerdict}";

    public static string Words(HistoryEntry entry, Glyphs glyphs) => entry.Trace is { } trace
        ? $"{(TraceSentence.VerdictOf(trace.Tree) == TraceVerdict.Clean ? glyphs.Right : glyphs.Wrong)} {entry.VerdictWord}"
        : Words(entry.Report?.Verdict, glyphs);

    public static Ink InkOf(HistoryEntry entry) => entry.Trace is { } trace ? InkOf(TraceSentence.VerdictOf(trace.Tree)) : InkOf(entry.Report?.Verdict);

    public static Ink InkOf(TraceVerdict verdict) => verdict switch
    {
        TraceVerdict.Clean => Ink.Good,
        TraceVerdict.Known or TraceVerdict.Blind => Ink.Warning,
        _ => Ink.Bad,
    };

    public static Ink InkOf(Verdict? verdict) => verdict is not { } known ? Ink.Warning : known.Words.Harmless ? Ink.Good : Ink.Bad;
}
