using System.Text;
using System.Text.Json;

namespace Sandbox.Core.Text;

/// <summary>Tokens of a JSON file that somebody wrote, as messages show them.</summary>
public static class JsonTokens
{
    /// <summary>The token as text; an escape that is half a character (<c>"\ud800"</c>) stays as it is written.</summary>
    public static string Text(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
        {
            char[] unescaped = new char[reader.ValueSpan.Length];
            try
            {
                return new string(unescaped, 0, reader.CopyString(unescaped));
            }
            catch (InvalidOperationException)
            {
                // Not a text in any encoding: its escapes are what can be shown.
            }
        }

        return Encoding.UTF8.GetString(reader.ValueSpan);
    }

    /// <summary>Where that is.</summary>
    public static long OffsetOf(JsonException broken, TextPositions positions) =>
        positions.OffsetOf(broken.LineNumber ?? 0, broken.BytePositionInLine ?? 0);
}
