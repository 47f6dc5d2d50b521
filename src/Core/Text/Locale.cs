namespace Sandbox.Core.Text;

/// <summary>What the environment says of the characters that may be shown.</summary>
public static class Locale
{
    /// <summary>Whether they are those of UTF-8: <c>LC_ALL</c>, <c>LC_CTYPE</c>, <c>LANG</c>, and the first that is set and not empty counts; see locale(7).</summary>
    /// <param name="variable">Looks a variable of the environment up.</param>
    public static bool IsUtf8(Func<string, string?> variable)
    {
        string? locale = variable("LC_ALL");
        if (string.IsNullOrEmpty(locale))
            locale = variable("LC_CTYPE");
        if (string.IsNullOrEmpty(locale))
            locale = variable("LANG");
        return Codeset(locale ?? "") is "UTF8";
    }

    /// <summary>The codeset of <c>language_TERRITORY.codeset@modifier</c>, as the C library compares it: without case and signs. Macintoshes send it alone.</summary>
    private static string Codeset(string locale)
    {
        string whole = locale.Split('@')[0];
        return string.Concat(whole[(whole.IndexOf('.', StringComparison.Ordinal) + 1)..].Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
    }
}
