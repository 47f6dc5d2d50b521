using Sandbox.Core.Text;

namespace Sandbox.Tui.App;

/// <summary>A text that somebody else wrote, as lines that are safe to show: no control character gets through.</summary>
internal static class SafeLines
{
    private const int TabWidth = 4;

    /// <summary>The lines; what ends the last one begins no other.</summary>
    public static IEnumerable<string> Of(string text)
    {
        string[] lines = text.Split('\n');
        int count = lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        return lines.Take(count).Select(Line);
    }

    /// <summary>One line.</summary>
    public static string Line(string line) => Quoted.Bare(line.TrimEnd('\r').Replace("\t", new string(' ', TabWidth), StringComparison.Ordinal));
}
