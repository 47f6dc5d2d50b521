using Sandbox.Core.Runs;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens;

/// <summary>The word, the sign and the ink of a verdict: never the colour alone.</summary>
internal static class VerdictLook
{
    public static string Words(Verdict? verdict, Glyphs glyphs) => verdict switch
    {
        Verdict.Clean => $"{glyphs.Right} clean",
        Verdict.Contained => $"{glyphs.Right} contained",
        Verdict.Spread => $"{glyphs.Wrong} spread",
        Verdict.Lost => $"{glyphs.Wrong} lost",
        Verdict.Hung => $"{glyphs.Wrong} hung",
        _ => $"{glyphs.Unknown} no verdict",
    };

    public static Ink InkOf(Verdict? verdict) => verdict switch
    {
        Verdict.Clean or Verdict.Contained => Ink.Good,
        null => Ink.Warning,
        _ => Ink.Bad,
    };
}
