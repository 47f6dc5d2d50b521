namespace Sandbox.Fuzz;

/// <summary>A reader did what it must not do.</summary>
internal sealed class FindingException(string message) : Exception(message);

/// <summary>The form that every refusal has: one line of text for a terminal, which names the place.</summary>
internal static class Form
{
    /// <summary>More than any refusal takes; what it quotes is cut.</summary>
    private const int Longest = 3000;

    /// <summary>Throws unless a text can be printed as one line.</summary>
    public static void CheckLine(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            throw new FindingException("a refusal without a word");
        if (line.Length > Longest)
            throw new FindingException($"a refusal of {line.Length} characters: {line[..200]}");
        CheckText(line);
    }

    /// <summary>Throws where a text does something to a terminal.</summary>
    public static void CheckText(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (char.IsControl(text[at]))
                throw new FindingException($"control character U+{(int)text[at]:x4} in: {text.Replace(text[at], '?')[..Math.Min(text.Length, 300)]}");
            if (char.IsSurrogate(text[at]) && !(char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[++at])))
                throw new FindingException($"half a character in: {text[..Math.Min(text.Length, 300)]}");
        }
    }

    /// <summary>Throws unless each refusal is of the form, and names the file, or a line and a column of it that there is.</summary>
    public static void CheckProblems(IEnumerable<Core.Runs.SpecProblem> problems, string path, ReadOnlySpan<byte> bytes)
    {
        int lines = bytes.Count((byte)'\n') + 1;
        foreach (Core.Runs.SpecProblem problem in problems)
        {
            CheckLine(problem.Line);
            if (problem.Count > 1 || problem.Message.StartsWith("and ", StringComparison.Ordinal))
                continue;
            if (!problem.Origin.StartsWith(path, StringComparison.Ordinal))
                throw new FindingException($"a refusal that names no place: {problem.Line}");
            string[] place = problem.Origin[path.Length..].Split(':', StringSplitOptions.RemoveEmptyEntries);
            if (place.Length > 0 && (place.Length != 2 || !int.TryParse(place[0], out int line) || !int.TryParse(place[1], out int column) || line < 1 || line > lines || column < 1 || column > bytes.Length + 1))
                throw new FindingException($"a refusal at a place that there is not: {problem.Line}");
        }
    }
}
