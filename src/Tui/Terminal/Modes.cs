using System.Globalization;
using System.Text;

namespace Sandbox.Tui.Terminal;

/// <summary>
/// The sequences that take a terminal over and give it back. Leaving sets right what the screen changed, and what a program before
/// it, or somebody else on the same terminal, may have left: keypad and cursor-key modes, character sets, the scroll region.
/// </summary>
internal sealed class Modes
{
    // What is under way is cancelled, and where that is not heeded (tmux, in a DCS) ended; style, character sets, insert mode, new lines, colours, origin, autowrap, cursor keys, keypad, mouse and
    // scroll region are as a terminal has them that was just opened.
    private const string Sane = "\x18\e\\\e[m\e(B\e)B\x0f\e[4l\e[20l\e[?5l\e[?6l\e[?7h\e[?1l\e>\e[?1003l\e[?1002l\e[?1000l\e[?1006l\e[r";

    private readonly bool _alternate;

    private Modes(bool alternate) => _alternate = alternate;

    /// <summary>Alternate screen, no cursor, pastes in brackets.</summary>
    public ReadOnlySpan<byte> Enter => _alternate ? "\e[?1049h\e[?25l\e[?2004h"u8 : "\e[?25l"u8;

    /// <summary>Takes the terminal over once more, whatever somebody else has written to it meanwhile: what is shown then has to be drawn anew.</summary>
    public byte[] Again => _alternate ? [.. Encoding.ASCII.GetBytes(Sane), .. Enter] : [.. Enter];

    /// <summary>Clicks and the wheel come as SGR reports.</summary>
    public ReadOnlySpan<byte> Mouse => _alternate ? "\e[?1000h\e[?1006h"u8 : default;

    /// <summary>Frames are shown whole (DEC mode 2026).</summary>
    public ReadOnlySpan<byte> BeginFrame => _alternate ? "\e[?2026h"u8 : default;

    public ReadOnlySpan<byte> EndFrame => _alternate ? "\e[?2026l"u8 : default;

    public static Modes For(TerminalTraits traits) => new(traits.Private);

    /// <summary>Gives the terminal back.</summary>
    /// <param name="rows">How many rows the screen had: without an alternate screen the shell goes on below it.</param>
    public byte[] Leave(int rows) => Encoding.ASCII.GetBytes(_alternate
        ? $"{Sane}\e[?2026l\e[m\e[?1006l\e[?1000l\e[?2004l\e[?1l\e>\e[?1049l\e[?25h"
        : string.Create(CultureInfo.InvariantCulture, $"\e[m\e[?1l\e>\e[?25h\e[{Math.Max(rows, 1)};1H\r\n"));
}
