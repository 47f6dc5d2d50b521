using System.Text.RegularExpressions;

namespace Sandbox.Tests.Support.Recording;

/// <summary>How long a run took differs each time; nothing else does at a demo's markers and at its end.</summary>
internal static partial class DemoTimes
{
    /// <summary>The text with nothing but the verdict where the time may stand beside it.</summary>
    public static string TakenOut(string text) => VerdictAndTime().Replace(text, " ${verdict}");

    // At a line's end, pushed to the right by blanks. A time too long for its place is left out by the screen itself.
    [GeneratedRegex(@"(?m) +(?<verdict>[✓✗] [a-z]+)( +\d[\d.,]* m?s)?$")]
    private static partial Regex VerdictAndTime();
}
