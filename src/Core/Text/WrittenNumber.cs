using System.Globalization;

namespace Sandbox.Core.Text;

/// <summary>
/// Numbers as people write them: <c>10000000</c>, <c>10_000_000</c>, <c>10,000,000</c>, <c>1e7</c>, <c>0.5</c>. A comma is taken only
/// between groups of three digits, so that nobody's decimal comma becomes a thousand. Nothing here throws.
/// </summary>
public static class WrittenNumber
{
    // 2^63 has 19 digits.
    private const int MostDigits = 19;
    private const int HighestExponent = 999;

    /// <summary>A whole number in a range; a message where the text is something else, or is not in the range.</summary>
    /// <param name="text">The text.</param>
    /// <param name="least">The least that is allowed.</param>
    /// <param name="most">The most that is allowed.</param>
    public static (long Value, string? Problem) Whole(string text, long least, long most)
    {
        string expected = $"expected a whole number from {least:#,0} to {most:#,0}";
        if (!TryWhole(text, out long? value))
            return (0, $"{Quoted.Of(text)} is not a whole number; {expected}, such as 1000, 1,000 or 1e3");
        return value < least || value > most || value is null ? (0, $"{Quoted.Of(text)} is out of range; {expected}") : (value.Value, null);
    }

    /// <summary>A number of seconds, decimals allowed, up to <paramref name="most"/>; from 0, or above 0.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most that is allowed.</param>
    /// <param name="zeroAllowed">Whether 0 is allowed.</param>
    public static (double Value, string? Problem) Seconds(string text, double most, bool zeroAllowed)
    {
        string expected = $"expected seconds {(zeroAllowed ? "from 0 to" : "above 0 and up to")} {most:#,0}, such as 0.5";
        if (Real(text) is not { } value)
            return (0, $"{Quoted.Of(text)} is not a number; {expected}");
        if (value < 0 || (value == 0 && !zeroAllowed) || value > most)
            return (0, $"{Quoted.Of(text)} is out of range; {expected}");
        return (value, null);
    }

    /// <summary>Any number, decimals and a sign allowed; <c>null</c> where the text is none. One that is too large is infinite.</summary>
    public static double? Real(string text)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        int sign = text is ['-' or '+', ..] ? 1 : 0;
        int end = text.AsSpan().IndexOfAny('.', 'e', 'E') is >= 1 and var found ? found : text.Length;
        string plain = end > sign && Ungrouped(text.AsSpan(sign..end)) is { } digits ? text[..sign] + digits + text[end..] : text;
        // Adding 0 turns -0 into 0: they are written differently and mean the same.
        return double.TryParse(plain, Style, CultureInfo.InvariantCulture, out double value) && !double.IsNaN(value) ? value + 0.0 : null;
    }

    /// <summary>Whether a text is a whole number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The number; <c>null</c> where it has more digits than 64 bits hold.</param>
    public static bool TryWhole(string text, out long? value)
    {
        value = null;
        ReadOnlySpan<char> rest = text;
        bool negative = rest is ['-', ..];
        if (rest is ['-' or '+', ..])
            rest = rest[1..];
        int e = rest.IndexOfAny('e', 'E');
        int exponent = 0;
        if (e >= 0)
        {
            ReadOnlySpan<char> power = rest[(e + 1)..].TrimStart('+');
            if (power.IsEmpty || power.ContainsAnyExceptInRange('0', '9'))
                return false;
            // An exponent above this says no more than that the number is too large.
            if (!int.TryParse(power, NumberStyles.None, CultureInfo.InvariantCulture, out exponent) || exponent > HighestExponent)
                exponent = HighestExponent;
        }
        ReadOnlySpan<char> mantissa = e < 0 ? rest : rest[..e], decimals = default;
        if (e >= 0 && mantissa.IndexOf('.') is >= 0 and var point)
        {
            decimals = mantissa[(point + 1)..];
            mantissa = mantissa[..point];
        }
        decimals = decimals.TrimEnd('0');
        if (Ungrouped(mantissa) is not { } digits || decimals.Length > exponent || decimals.ContainsAnyExceptInRange('0', '9'))
            return false;
        digits = string.Concat(digits, decimals).TrimStart('0');
        int zeros = digits.Length == 0 ? 1 : exponent - decimals.Length;
        if (digits.Length + zeros <= MostDigits
            && long.TryParse(digits + new string('0', zeros), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            value = negative ? -number : number;
        }
        return true;
    }

    /// <summary>The digits without what groups them; <c>null</c> where they are no digits, or are grouped in no way that is known.</summary>
    private static string? Ungrouped(ReadOnlySpan<char> text)
    {
        char separator = text.Contains(',') ? ',' : '_';
        string digits = "";
        bool first = true;
        foreach (Range range in text.Split(separator))
        {
            ReadOnlySpan<char> group = text[range];
            if (group.IsEmpty || group.ContainsAnyExceptInRange('0', '9') || separator == ',' && (first ? group.Length > 3 : group.Length != 3))
                return null;
            digits += group.ToString();
            first = false;
        }
        return digits;
    }
}
