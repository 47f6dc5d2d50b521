using Sandbox.Core.Arrays;

namespace Sandbox.Tui.Terminal;

/// <summary>The characters that are drawn with, where the locale has them and where it has not.</summary>
internal sealed record Glyphs
{
    public required char Horizontal { get; init; }
    public required char Vertical { get; init; }

    /// <summary>Top left, top right, bottom left, bottom right.</summary>
    public required string Corners { get; init; }

    /// <summary>A cell of a bar from nearly empty to full, in equal steps.</summary>
    public required string Eighths { get; init; }
    public required char Track { get; init; }
    public required string Right { get; init; }
    public required string Wrong { get; init; }
    public required string Unknown { get; init; }
    public required string Before { get; init; }
    public required string After { get; init; }
    public required string Pointer { get; init; }
    public required string Separator { get; init; }
    public required string Ellipsis { get; init; }
    public required string Halted { get; init; }
    public required string Ascending { get; init; }
    public required string Descending { get; init; }

    /// <summary>The cells of a timeline: <see cref="Screens.Timeline.Life"/> says which.</summary>
    public required string Lives { get; init; }

    /// <summary>The marks of a page map, by <see cref="PageState"/>.</summary>
    public required string Pages { get; init; }

    public static Glyphs Unicode { get; } = new()
    {
        Horizontal = '─',
        Vertical = '│',
        Corners = "╭╮╰╯",
        Eighths = "▏▎▍▌▋▊▉█",
        Track = '·',
        Right = "✓",
        Wrong = "✗",
        Unknown = "–",
        Before = "‹",
        After = "›",
        Pointer = "▸",
        Separator = "·",
        Ellipsis = "…",
        Halted = "‖",
        Ascending = "▲",
        Descending = "▼",
        Lives = " ├━┄▒✗░┤═╡┊",
        Pages = "·░█✗",
    };

    public static Glyphs Ascii { get; } = new()
    {
        Horizontal = '-',
        Vertical = '|',
        Corners = "++++",
        Eighths = "#",
        Track = '.',
        Right = "+",
        Wrong = "x",
        Unknown = "-",
        Before = "<",
        After = ">",
        Pointer = ">",
        Separator = "-",
        Ellipsis = "~",
        Halted = "=",
        Ascending = "^",
        Descending = "v",
        Lives = " [=s%!z]-|.",
        Pages = ".-#!",
    };

    /// <summary>What stands for a character that the terminal has not.</summary>
    public static string AsciiOf(string text) => text.Length == 0 ? " " : text[0] switch
    {
        '─' or '━' or '╌' or '┄' or '═' or '–' or '—' or '‐' or '−' => "-",
        '│' or '┃' or '┆' or '┊' or '║' => "|",
        >= '┌' and <= '╰' or '╭' or '╮' or '╯' => "+",
        '▲' or '↑' => "^",
        '▼' or '↓' or '▾' => "v",
        '◀' or '◄' or '←' or '‹' => "<",
        '▶' or '►' or '▸' or '→' or '›' => ">",
        '✓' => "+",
        '☑' or '●' or '◉' => "x",
        '☐' or '○' => " ",
        '✗' => "x",
        '…' => "~",
        '·' or '•' or '∙' => ".",
        '‘' or '’' => "'",
        '“' or '”' => "\"",
        '█' or '▓' => "#",
        '░' or '▒' => ":",
        _ => "?",
    };
}
