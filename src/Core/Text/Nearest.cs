namespace Sandbox.Core.Text;

/// <summary>Finds the word that somebody probably meant.</summary>
public static class Nearest
{
    private const int FewestLettersOfAnAbbreviation = 3;

    /// <summary>
    /// The word that is nearest to a text, or <c>null</c> where none is near. A word is near if it begins with the text, or if its edit
    /// distance is at most a third of the longer one's length: insertions, deletions, substitutions and swapped neighbours cost one
    /// each; case costs nothing, nor does leaving out what all words begin with (SIG, --). Of several the first.
    /// </summary>
    public static string? To(string text, IReadOnlyCollection<string> words)
    {
        string prefix = CommonPrefix(words);
        string rest = Without(prefix, text);
        string? nearest = null;
        int least = int.MaxValue;
        foreach (string word in words)
        {
            string whole = Without(prefix, word);
            int distance = Distance(rest, whole), longer = Math.Max(rest.Length, whole.Length);
            bool near = distance <= Math.Max(1, longer / 3) && (distance < longer || distance == 0);
            bool abbreviated = rest.Length >= FewestLettersOfAnAbbreviation && whole.StartsWith(rest, StringComparison.Ordinal);
            if ((near || abbreviated) && distance < least)
                (nearest, least) = (word, distance);
        }
        return nearest;
    }

    private static string CommonPrefix(IReadOnlyCollection<string> words)
    {
        string first = words.Count > 1 ? words.First() : "";
        int length = words.Aggregate(first.Length, (length, word) => first.AsSpan(0, length).CommonPrefixLength(word));
        return first[..length];
    }

    private static string Without(string prefix, string text) =>
        (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..] : text).ToUpperInvariant();

    private static int Distance(string from, string to)
    {
        // A text that long is nobody's typing error: its length alone decides, and a hostile one costs nothing.
        if (from.Length > 64)
            return Math.Max(from.Length, to.Length);

        int[,] cost = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
            cost[i, 0] = i;
        for (int j = 0; j <= to.Length; j++)
            cost[0, j] = j;
        for (int i = 1; i <= from.Length; i++)
        {
            for (int j = 1; j <= to.Length; j++)
            {
                int substitution = cost[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(substitution, 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]));
                bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
                if (swapped)
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[from.Length, to.Length];
    }
}
