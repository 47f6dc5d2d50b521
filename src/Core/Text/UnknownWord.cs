namespace Sandbox.Core.Text;

/// <summary>The one way to say that a word is not one of ours: what was found, what comes nearest, what there is.</summary>
public static class UnknownWord
{
    private const int FewWords = 8;
    private const int FewCharacters = 60;

    /// <summary>The message, without the place where the word was found. Few words are listed, in place of many stands where they are.</summary>
    /// <param name="kind">What the word should have named: <c>model</c>.</param>
    /// <param name="found">The text that was found.</param>
    /// <param name="words">Every word that is allowed.</param>
    /// <param name="see">What lists them, <c>sandbox faults</c>; <c>null</c> where they are always few.</param>
    public static string Message(string kind, string found, IReadOnlyCollection<string> words, string? see)
    {
        string? nearest = Nearest.To(found, words);
        string message = $"there is no {kind} {Quoted.Of(found)}";
        if (nearest is not null)
            message += $"; the nearest is {nearest}";
        if (words.Count == 0)
            return message;
        string listed = string.Join(", ", words);
        if (words.Count <= FewWords || listed.Length <= FewCharacters)
            return $"{message} (there are: {listed})";
        if (see is null)
            return $"{message} (there are {words.Count}, such as {string.Join(", ", words.Take(FewWords))})";
        return nearest is null ? $"{message}; see {see}" : $"{message} (see {see})";
    }
}
