using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Sandbox.Core.Text;

/// <summary>Why a text is no JSON, in our words, and where: the library's message is not looked at.</summary>
internal static class JsonMistake
{
    private const string AValue = "a value";

    /// <summary>What is wrong.</summary>
    /// <param name="text">The text.</param>
    /// <param name="after">The bytes up to the end of the last token that was read well.</param>
    /// <param name="last">That token.</param>
    /// <param name="inObject">Whether the mistake is in an object; <c>null</c> where it is in nothing.</param>
    /// <param name="tooDeep">Whether nothing may be nested deeper there.</param>
    /// <param name="offset">Where the library stopped.</param>
    public static string Words(ReadOnlySpan<byte> text, int after, JsonTokenType last, bool? inObject, bool tooDeep, int offset)
    {
        int start = after;
        while (start < text.Length && text[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',' or (byte)':')
            start++;
        start = Math.Min(start, text.Length);
        byte first = start < text.Length ? text[start] : (byte)0;
        bool atEnd = offset >= text.Length;
        if (offset > start || atEnd)
        {
            switch (first)
            {
                // A name was read well; the library reads the colon behind it in one go.
                case (byte)'"' when EndOfText(text, start) is { } end && end <= offset:
                    return $"{(atEnd ? "it ends here" : $"found {Found(text, offset)}")}; expected : and a value";
                case (byte)'"' when atEnd:
                    return "a text has no closing quote";
                case (byte)'"':
                    return text[offset] < ' ' ? "a text goes over the end of its line, or has a tab; expected \\n or \\t" : $"{Found(text, offset)} follows a backslash; expected one of \" \\ / b f n r t u";
                // A number is not known to be at its end before something follows it.
                case (byte)'-' or (>= (byte)'0' and <= (byte)'9') when atEnd && Utf8Parser.TryParse(text[start..], out double _, out int used) && start + used == text.Length:
                    return $"it ends here; expected {(inObject == false ? "a comma, or ]" : "a comma, or }")}";
                case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                    return "a number is written wrongly; expected such as 12, -1.5 or 1e6";
                case (byte)'/' when text[start..] is [_, (byte)'/' or (byte)'*', ..]:
                    // Where a comment stands in between, what was expected is not known here.
                    return atEnd ? "it ends too early" : $"found {Found(text, offset)}";
            }
        }
        if (tooDeep && first is (byte)'{' or (byte)'[')
            return "it is nested too deeply";
        string found = atEnd ? "it ends here" : $"found {Found(text, offset)}";
        return $"{found}; expected {Expected(text[after..start], last, inObject)}";
    }

    private static string Expected(ReadOnlySpan<byte> between, JsonTokenType last, bool? inObject) => last switch
    {
        JsonTokenType.None => AValue,
        JsonTokenType.PropertyName => AValue,
        _ when inObject is null => "nothing more",
        JsonTokenType.StartObject => "a name in double quotes, or }",
        JsonTokenType.StartArray => $"{AValue}, or ]",
        _ when between.Contains((byte)',') => inObject.Value ? "a name in double quotes, or }" : $"{AValue}, or ]",
        _ => inObject.Value ? "a comma, or }" : "a comma, or ]",
    };

    /// <summary>Where the quote is behind a text, and one more; <c>null</c> where there is none.</summary>
    private static int? EndOfText(ReadOnlySpan<byte> text, int start)
    {
        for (int at = start + 1; at < text.Length; at++)
        {
            if (text[at] == '"')
                return at + 1;
            if (text[at] == '\\')
                at++;
        }
        return null;
    }

    private static string Found(ReadOnlySpan<byte> text, int offset)
    {
        Rune.DecodeFromUtf8(text[offset..], out Rune rune, out _);
        return Quoted.Of(rune.ToString());
    }
}
