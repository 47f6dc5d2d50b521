using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Sandbox.Core.Runs;

/// <summary>
/// A spec as words of the form <c>key=value</c>, one for each row of <see cref="RunSettings"/>, in its order: how it travels to the host,
/// on the board. <see cref="Read"/> takes only what <see cref="Write"/> made.
/// </summary>
public static class RunSpecText
{
    private const int MostShown = 256;

    /// <summary>The words of a spec.</summary>
    public static ImmutableArray<string> Write(RunSpec spec)
    {
        string[] words = new string[RunSettings.Rows.Length];
        for (int i = 0; i < words.Length; i++)
            words[i] = $"{RunSettings.Rows[i].Key}={RunSettings.Rows[i].TextIn(spec)}";
        return ImmutableCollectionsMarshal.AsImmutableArray(words);
    }

    /// <summary>The words that a host is started with, for <c>ps</c> to show; without long ones, which a command line may have no room for.</summary>
    public static IReadOnlyList<string> Shown(RunSpec spec)
    {
        List<string> shown = [];
        foreach (string word in Write(spec))
        {
            if (word.Length <= MostShown)
                shown.Add(word);
        }
        return shown;
    }

    /// <summary>The spec that <see cref="Write"/> made these words of.</summary>
    /// <exception cref="FormatException">They are not such words.</exception>
    public static RunSpec Read(ReadOnlySpan<string> words)
    {
        RunSpec spec = RunSpec.Blank;
        foreach (RunSetting setting in RunSettings.Rows)
        {
            if (Value(words, setting.Key) is { Length: > 0 } text)
                spec = setting.Restore(spec, text);
        }
        return spec;
    }

    // Loops, not LINQ: a host reads these words, and what it loads for that all its children inherit.
    private static string Value(ReadOnlySpan<string> words, string key)
    {
        foreach (string word in words)
        {
            if (word.StartsWith(key, StringComparison.Ordinal) && word.Length > key.Length && word[key.Length] == '=')
                return word[(key.Length + 1)..];
        }
        throw new FormatException($"{key} is missing");
    }
}
