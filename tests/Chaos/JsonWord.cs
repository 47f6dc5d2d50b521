using System.Text.Json;

namespace Sandbox.Chaos;

/// <summary>Whether a text is JSON.</summary>
internal static class JsonWord
{
    /// <summary>Whether it is one value, and whole.</summary>
    public static bool IsWhole(string text)
    {
        try
        {
            JsonDocument.Parse(text).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
