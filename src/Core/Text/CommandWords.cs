using System.Text;

namespace Sandbox.Core.Text;

/// <summary>The words of a command line as a shell has them: blanks part them, quotes and backslashes keep. Nothing is expanded.</summary>
public static class CommandWords
{
    /// <summary>The words of a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="problem">What is wrong with it, where something is.</param>
    /// <returns>The words; none where something is wrong.</returns>
    public static string[] Of(string line, out string? problem)
    {
        List<string> words = [];
        StringBuilder word = new();
        bool began = false;
        char quote = '\0';
        problem = null;
        for (int i = 0; i < line.Length; i++)
        {
            char next = line[i];
            if (quote != '\0' && next == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && next is '\'' or '"' && quote == '\0')
            {
                (quote, began) = (next, true);
            }
            else if (next == '\\' && quote != '\'' && i + 1 < line.Length)
            {
                word.Append(line[++i]);
                began = true;
            }
            else if (next is ' ' or '\t' && quote == '\0')
            {
                if (began)
                    words.Add(word.ToString());
                word.Clear();
                began = false;
            }
            else
            {
                word.Append(next);
                began = true;
            }
        }
        if (quote != '\0')
            problem = $"a {quote} is not closed in {Quoted.Of(line)}";
        if (began)
            words.Add(word.ToString());
        return problem is null ? [.. words] : [];
    }

    /// <summary>A line that a shell takes apart into these words.</summary>
    public static string Line(IEnumerable<string> words) => string.Join(' ', words.Select(Word));

    private static string Word(string word) => word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || "_-./:=,+@%".Contains(letter, StringComparison.Ordinal))
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
