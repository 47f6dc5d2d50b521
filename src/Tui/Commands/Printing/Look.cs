using Sandbox.Core.Text;

namespace Sandbox.Tui.Commands.Printing;

/// <summary>How a command's text for people looks.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Colour">Whether colours are wanted: on a terminal, unless NO_COLOR is set.</param>
/// <param name="Lines">Whether lines may be drawn with more than ASCII: with colour, where the locale is UTF-8.</param>
internal sealed record Look(int Width, bool Colour, bool Lines)
{
    private const int UsualWidth = 80;

    /// <summary>No colour, no line drawing, 80 columns: for pipes, files and NO_COLOR.</summary>
    public static Look Plain { get; } = new(UsualWidth, Colour: false, Lines: false);

    /// <summary>What an environment and a terminal call for.</summary>
    /// <param name="environment">The environment's variables.</param>
    /// <param name="columns">The terminal's width; 0 where it is unknown, <c>null</c> where the output is no terminal.</param>
    public static Look For(IReadOnlyDictionary<string, string> environment, int? columns)
    {
        if (columns is null)
            return Plain;
        int width = columns > 0 ? columns.Value : UsualWidth;
        string terminal = environment.GetValueOrDefault("TERM", "");
        if (environment.GetValueOrDefault("NO_COLOR", "").Length > 0 || terminal is "" or "dumb")
            return Plain with { Width = width };
        return new Look(width, Colour: true, Lines: Locale.IsUtf8(name => environment.GetValueOrDefault(name)));
    }
}
