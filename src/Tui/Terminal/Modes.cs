using System.Globalization;
using System.Text;

namespace Sandbox.Tui.Terminal;

/// <summary>
/// The sequences that take a terminal over and give it back. Leaving sets right what the screen changed, and what a program before
/// it may have left: keypad and cursor-key modes.
/// </summary>
internal sealed class Modes
{
    private readonly bool _alternate;

    private Modes(bool alternate) => _alternate = alternate;

    /// <summary>Alternate screen, no cursor, pastes in brackets.</summary>
    public ReadOnlySpan<byte> Enter => _alternate ? "\e[?1049h\e[?25l\e[?2004h"u8 : "\e[?25l"u8;

    /// <summary>Clicks and the wheel come as SGR reports.</summary>
    public ReadOnlySpan<byte> Mouse => _alternate ? "\e[?1000h\e[?1006h"u8 : default;

    /// <summary>Frames are shown whole (DEC mode 2026).</summary>
    public ReadOnlySpan<byte> BeginFrame => _alternate ? "\e[?2026h"u8 : default;

    public ReadOnlySpan<byte> EndFrame => _alternate ? "\e[?2026l"u8 : default;

    public static Modes For(TerminalTraits traits) => new(traits.Private);

    /// <summary>Gives the terminal back.</summary>
    /// <param name="rows">How many rows the screen had: without an alternate screen the shell goes on below it.</param>
    public byte[] Leave(int rows) => Encoding.ASCII.GetBytes(_alternate
        ? "\e[?2026l\e[m\e[?1006l\e[?1000l\e[?2004l\e[?1l\e>\e[?1049l\e[?25h"
        : string.Create(CultureInfo.InvariantCulture, $"\e[m\e[?1l\e>\e[?25h\e[{Math.Max(rows, 1)};1H\r\n"));
}
