using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Status;

namespace Sandbox.Tui.Screens.StatusWord;

/// <summary>One field of the status word: some bits side by side that mean something together.</summary>
/// <param name="High">Its highest bit.</param>
/// <param name="Low">Its lowest bit.</param>
/// <param name="Name">What it holds in a status of this kind.</param>
/// <param name="Value">What stands in it.</param>
/// <param name="Counts">Whether it counts in a status of this kind.</param>
internal sealed record BitField(int High, int Low, string Name, string Value, bool Counts)
{
    /// <summary>The fields of a status, from the left.</summary>
    public static ImmutableArray<BitField> Of(WaitStatus status)
    {
        int high = (status.Raw >> 8) & 0xff, core = (status.Raw >> 7) & 1, low = status.Raw & 0x7f;
        return status switch
        {
            { Continued: true } => [new(15, 8, "mark", "0xff", true), new(7, 7, "mark", "1", true), new(6, 0, "mark", "0x7f", true)],
            { Stopped: true } => [new(15, 8, "stop signal", Text(high), true), new(7, 7, "core", "0", false), new(6, 0, "mark: stopped", "0x7f", true)],
            { Exited: true } => [new(15, 8, "exit code", Text(high), true), new(7, 7, "core", Text(core), false), new(6, 0, "signal", "0: it exited", true)],
            { Signaled: true } => [new(15, 8, "exit code", Text(high), false), new(7, 7, "core", Text(core), true), new(6, 0, "signal", Text(low), true)],
            _ => [new(15, 8, "no meaning", Text(high), false), new(7, 7, "core", Text(core), false), new(6, 0, "0x7f", "with core", false)],
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
