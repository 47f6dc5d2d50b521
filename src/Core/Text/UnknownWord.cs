namespace Sandbox.Core.Text;

/// <summary>The one way to say that a word is not one of ours: what was found, what comes nearest, what there is.</summary>
public static class UnknownWord
{
    private const int MostListed = 14;

    /// <summary>The message, without the place where the word was found.</summary>
    /// <param name="kind">What the word should have named: <c>model</c>.</param>
    /// <param name="found">The text that was found.</param>
    /// <param name="words">Every word that is allowed.</param>
    /// <param name="see">The command that lists them, <c>sandbox faults</c>, for where they are too many for one line.</param>
    public static string Message(string kind, string found, IReadOnlyCollection<string> words, string? see = null)
    {
        string? nearest = Nearest.To(found, words);
        string message = $"there is no {kind} {Quoted.Of(found)}";
        if (nearest is not null)
            message += $"; the nearest is {nearest}";
        return words.Count switch
        {
            0 => message,
            <= MostListed => $"{message} (there are: {string.Join(", ", words)})",
            _ when see is not null => nearest is null ? $"{message}; see {see}" : $"{message} (see {see})",
            _ => $"{message} (there are {words.Count}, such as {string.Join(", ", words.Take(MostListed))})",
        };
    }
}
