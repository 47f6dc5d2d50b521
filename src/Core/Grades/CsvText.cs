using Sandbox.Core.Text;

namespace Sandbox.Core.Grades;

/// <summary>Rows of comma-separated values (RFC 4180) that are safe to open: no cell is a formula, and none holds a control character.</summary>
public static class CsvText
{
    // What spreadsheets take for a formula's beginning, the wide forms included.
    private const string Formulas = "=+-@\uff1d\uff0b\uff0d\uff20";

    /// <summary>A row with its line end.</summary>
    public static string Row(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(string text)
    {
        string safe = Quoted.Bare(text);
        if (safe.TrimStart() is [var first, ..] && Formulas.Contains(first))
            safe = "'" + safe;
        return safe.AsSpan().IndexOfAny(",\"'") >= 0 || safe != safe.Trim() ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
