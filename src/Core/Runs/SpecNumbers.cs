using System.Globalization;
using Sandbox.Core.Text;

namespace Sandbox.Core.Runs;

/// <summary>Numbers as people write them for a run: <c>10_000_000</c>, <c>0.5</c>. Nothing here throws.</summary>
internal static class SpecNumbers
{
    /// <summary>
    /// A whole number of decimal digits, with single underscores between them if one likes; a message where the text is
    /// something else, or is not in the range.
    /// </summary>
    public static (long Value, string? Problem) Whole(string text, long least, long most)
    {
        string allowed = $"a whole number from {least:#,0} to {most:#,0} is wanted, digits and _ only";
        if (!IsWhole(text))
            return (0, $"{Quoted.Of(text)} is not a whole number; {allowed}");
        string digits = text.Replace("_", "", StringComparison.Ordinal);
        bool fits = long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value);
        if (!fits || value < least || value > most)
            return (0, $"{Quoted.Of(text)} is out of range; {allowed}");
        return (value, null);
    }

    /// <summary>A number of seconds, decimals allowed, up to <paramref name="most"/>; from 0, or above 0.</summary>
    public static (double Value, string? Problem) Seconds(string text, double most, bool zeroAllowed)
    {
        string allowed = $"seconds {(zeroAllowed ? "from 0 to" : "above 0 and up to")} {most:#,0} are wanted, such as 0.5";
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        bool number = double.TryParse(text, Style, CultureInfo.InvariantCulture, out double value) && !double.IsNaN(value);
        if (!number)
            return (0, $"{Quoted.Of(text)} is not a number; {allowed}");
        if (value < 0 || (value == 0 && !zeroAllowed) || value > most)
            return (0, $"{Quoted.Of(text)} is out of range; {allowed}");

        // Adding 0 turns -0 into 0: they are written differently and mean the same.
        return (value + 0.0, null);
    }

    private static bool IsWhole(string text)
    {
        string[] groups = text.TrimStart('-', '+').Split('_');
        bool oneSignAtMost = text.Length - text.TrimStart('-', '+').Length <= 1;
        return oneSignAtMost && groups.All(group => group.Length > 0 && group.All(char.IsAsciiDigit));
    }
}
