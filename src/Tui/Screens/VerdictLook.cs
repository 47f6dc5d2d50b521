using Sandbox.Core.Runs;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens;

/// <summary>The word, the sign and the ink of a verdict: never the colour alone.</summary>
internal static class VerdictLook
{
    public static string Words(Verdict? verdict, Glyphs glyphs) => verdict is { } known
        ? $"{(known.Words.Harmless ? glyphs.Right : glyphs.Wrong)} {known.Word}"
        : $"{glyphs.Unknown} {OutcomeWords.NoVerdict}";

    public static Ink InkOf(Verdict? verdict) => verdict is not { } known ? Ink.Warning : known.Words.Harmless ? Ink.Good : Ink.Bad;
}
