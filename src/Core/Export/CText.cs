using System.Globalization;
using System.Text;

namespace Sandbox.Core.Export;

/// <summary>Small helps for writing C.</summary>
internal static class CText
{
    /// <summary>A number as C and people write it.</summary>
    public static string Number(double value) => value.ToString("0.#########", CultureInfo.InvariantCulture);

    /// <summary>
    /// A template with its blanks filled in. A blank is <c>@name@</c>. One that has a line for itself becomes the lines of its text,
    /// moved as far to the right, and no line at all where the text is empty; others are filled in where they stand.
    /// </summary>
    /// <param name="template">The template.</param>
    /// <param name="blanks">The blanks' names and texts.</param>
    public static string Fill(string template, params (string Name, string Text)[] blanks)
    {
        StringBuilder filled = new();
        foreach (string line in template.Split('\n'))
        {
            (string Name, string Text) alone = blanks.FirstOrDefault(blank => line.Trim() == $"@{blank.Name}@");
            if (alone.Name is null)
                filled.Append(blanks.Aggregate(line, (text, blank) => text.Replace($"@{blank.Name}@", blank.Text, StringComparison.Ordinal))).Append('\n');
            else if (alone.Text.Length > 0)
                filled.Append(Indented(line.IndexOf('@', StringComparison.Ordinal), alone.Text)).Append('\n');
        }
        return filled.ToString().TrimEnd('\n');
    }

    private static string Indented(int columns, string lines) => string.Join('\n', lines.Split('\n').Select(
        line => line.Length == 0 || line[0] == '#' ? line : new string(' ', columns) + line));
}
