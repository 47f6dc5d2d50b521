using System.Globalization;
using System.Text;
using static System.Globalization.UnicodeCategory;

namespace Sandbox.Core.Text;

/// <summary>Shows text that somebody else wrote inside a message of ours.</summary>
public static class Quoted
{
    private const int Longest = 60;

    /// <summary>
    /// The text in double quotes, safe for any terminal: control characters, format characters (which can turn the direction of
    /// a line), and halves of surrogate pairs are written as <c>\u001b</c>, and what goes on for too long ends in <c>...</c>.
    /// </summary>
    public static string Of(string text) => $"\"{Escaped(text, Longest)}\"";

    /// <summary>The text without quotes and in full length, made safe in the same way: for file names and foreign messages.</summary>
    public static string Bare(string text) => Escaped(text, int.MaxValue);

    private static string Escaped(string text, int longest)
    {
        StringBuilder safe = new();
        int shown = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (shown++ == longest)
                return safe.Append("...").ToString();

            // EnumerateRunes gives U+FFFD for half a pair: that stays as it is, a harmless character.
            if (IsHarmless(rune))
                safe.Append(rune);
            else
                safe.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
        }

        return safe.ToString();
    }

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        Control
        or Format
        or LineSeparator
        or ParagraphSeparator
        or PrivateUse
        or OtherNotAssigned);
}
