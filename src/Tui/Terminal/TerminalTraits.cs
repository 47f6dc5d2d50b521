using Sandbox.Core.Text;

namespace Sandbox.Tui.Terminal;

/// <summary>What the environment says about the terminal. The terminal itself is asked nothing: some never answer.</summary>
/// <param name="CanPaint">Whether the cursor can be moved; if not, there is no screen.</param>
/// <param name="Depth">How many colours there are.</param>
/// <param name="Unicode">Whether more than ASCII can be shown.</param>
/// <param name="Private">Whether it knows xterm's private modes, or ignores those it does not know.</param>
internal sealed record TerminalTraits(bool CanPaint, ColourDepth Depth, bool Unicode, bool Private)
{
    public Glyphs Glyphs => Unicode ? Glyphs.Unicode : Glyphs.Ascii;

    /// <summary>Reads TERM, COLORTERM, NO_COLOR and the locale.</summary>
    /// <param name="variable">Looks a variable of the environment up.</param>
    public static TerminalTraits From(Func<string, string?> variable)
    {
        string term = variable("TERM") ?? "";
        bool old = term.StartsWith("vt", StringComparison.Ordinal);
        bool console = term == "linux";
        return new TerminalTraits(
            CanPaint: term is not ("" or "dumb" or "unknown"),
            Depth: variable("NO_COLOR") is { Length: > 0 } || old ? ColourDepth.None : DepthOf(term, variable("COLORTERM")),
            // The fonts of the Linux console have no check mark and half of the bars only.
            Unicode: !old && !console && Locale.IsUtf8(variable),
            Private: !old && !console);
    }

    private static ColourDepth DepthOf(string term, string? colours) =>
        colours is "truecolor" or "24bit" || term.EndsWith("-direct", StringComparison.Ordinal) || term.EndsWith("-256color", StringComparison.Ordinal) ? ColourDepth.Many
        : ColourDepth.Sixteen;
}
