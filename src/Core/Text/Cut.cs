namespace Sandbox.Core.Text;

/// <summary>Cuts texts without taking a character apart.</summary>
public static class Cut
{
    private const string More = "...";

    /// <summary>A text, or as much of it as has a length, with three dots behind it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">How long it may be, the dots included.</param>
    public static string To(string text, int longest) =>
        text.Length <= longest ? text : string.Concat(text.AsSpan(0, Whole(text, longest - More.Length)), More);

    /// <summary>A text, or as much of it as has a length.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">How long it may be.</param>
    public static string Beginning(string text, int longest) => text.Length <= longest ? text : text[..Whole(text, longest)];

    /// <summary>The longest beginning of a text that ends with a whole character: half of a surrogate pair is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">How long it may be.</param>
    public static int Whole(string text, int length) =>
        length > 0 && length < text.Length && char.IsLowSurrogate(text[length]) && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
}
