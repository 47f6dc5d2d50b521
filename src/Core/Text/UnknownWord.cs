namespace Sandbox.Core.Text;

/// <summary>The one way to say that a word is not one of ours: what was found, what comes nearest, what there is.</summary>
public static class UnknownWord
{
    /// <summary>The message, without the place where the word was found.</summary>
    /// <param name="kind">What the word should have named: <c>model</c>.</param>
    /// <param name="found">The text that was found.</param>
    /// <param name="words">Every word that is allowed.</param>
    public static string Message(string kind, string found, IReadOnlyCollection<string> words) =>
        $"there is no {kind} {Quoted.Of(found)}; the nearest is {Nearest.To(found, words)} (there are: {string.Join(", ", words)})";
}
