using System.Globalization;

namespace Sandbox.Tui.Screens;

/// <summary>Numbers as people read them.</summary>
internal static class Numbers
{
    public static string Grouped(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Time(double milliseconds) => milliseconds < 1000
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.0} s");

    /// <summary>Milliseconds with one decimal, for a column.</summary>
    public static string Milliseconds(double? milliseconds) =>
        milliseconds is { } known ? known.ToString("0.0", CultureInfo.InvariantCulture) : "";
}
