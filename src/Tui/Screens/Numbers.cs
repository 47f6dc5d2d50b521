using System.Globalization;

namespace Sandbox.Tui.Screens;

/// <summary>Numbers as people read them.</summary>
internal static class Numbers
{
    public static string Grouped(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Milliseconds with one decimal, for a column.</summary>
    public static string Milliseconds(double? milliseconds) =>
        milliseconds is { } known ? known.ToString("0.0", CultureInfo.InvariantCulture) : "";
}
