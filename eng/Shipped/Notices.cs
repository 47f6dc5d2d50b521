using System.Text;

namespace Sandbox.Shipped;

/// <summary>The file THIRD-PARTY: each package in the release with its copyright and licence, and the licences' texts once each.</summary>
internal static class Notices
{
    /// <summary>The text of the file.</summary>
    public static string Of(IReadOnlyList<Package> shipped)
    {
        StringBuilder text = new();
        text.Append("What others wrote and is in this release\n\n");
        text.Append("The program is compiled from its own source and from these packages; of most of them a part is in it, of some nothing is left. Each comes under its\n");
        text.Append("licence, whose text stands below. The program itself is under the licence in the file LICENSE. The C library is not in it: it is the machine's.\n\n");
        foreach (Package package in shipped)
        {
            text.Append($"{package.Name} {package.Version}\n");
            text.Append($"  Licence:   {package.Licence}\n  Copyright: {string.Join(' ', package.Copyright.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}\n");
            text.Append(package.Project is { } project ? $"  Project:   {project}\n\n" : "\n");
        }
        foreach (string licence in shipped.Select(one => one.Licence).Distinct().Order(StringComparer.Ordinal))
            Chapter(text, $"The licence {licence}", Licence.Allowed[licence]);
        // The packages of .NET bring one and the same text, and once is enough.
        foreach (IGrouping<string, (string Name, string File, string Text)> same in shipped
            .SelectMany(one => one.Texts.Select(it => (one.Name, it.File, Text: it.Text.ReplaceLineEndings("\n").Trim())))
            .GroupBy(one => one.Text, StringComparer.Ordinal))
        {
            string[] names = [.. same.Select(one => one.Name).Distinct()];
            Chapter(text, $"{same.First().File} of {string.Join(", ", names)}", same.Key);
        }
        return text.ToString();
    }

    private static void Chapter(StringBuilder text, string title, string words)
    {
        text.Append(new string('=', 100)).Append('\n').Append(title).Append("\n\n");
        text.Append(words.Trim()).Append("\n\n");
    }
}
