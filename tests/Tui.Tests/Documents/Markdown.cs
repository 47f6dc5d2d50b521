using System.Text;

namespace Sandbox.Tui.Tests.Documents;

/// <summary>Markdown as documents are made of it.</summary>
internal static class Markdown
{
    /// <summary>A table; a bar in a cell is written so that it does not end the cell, a backslash so that it stays one.</summary>
    public static StringBuilder Table(this StringBuilder text, string[] columns, IEnumerable<string[]> rows)
    {
        Row(text, columns);
        Row(text, [.. columns.Select(_ => "---")]);
        foreach (string[] row in rows)
            Row(text, [.. row.Select(cell => cell.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal))]);
        return text;
    }

    /// <summary>Text as code.</summary>
    public static string Code(string text) => text.Length > 0 ? $"`{text}`" : "";

    private static void Row(StringBuilder text, string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
