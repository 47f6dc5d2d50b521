using System.Collections.Immutable;
using Sandbox.Core.History;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Line = System.Collections.Immutable.ImmutableArray<Sandbox.Tui.App.Piece>;

namespace Sandbox.Tui.Screens.History;

/// <summary>Two runs side by side, as a text to read: what differs first. Where two values have no room beside each other, they stand below each other.</summary>
internal static class ComparisonLines
{
    private const int WhatWidth = 20;

    /// <summary>What the dialog's frame, its margins and its scroll bar take.</summary>
    private const int Around = 8;
    private const int Widest = 92;

    public static ImmutableArray<Line> Of(AppModel model, Comparison comparison, PastRun a, PastRun b)
    {
        int value = (Math.Min(Widest, model.Size.Columns - Around) - WhatWidth - 2) / 2;
        var lines = ImmutableArray.CreateBuilder<Line>();
        AddRow(lines, $"differs: {comparison.Differs.Length}", $"{a.Entry.Id}  {a.When}", $"{b.Entry.Id}  {b.When}", Ink.Title, Ink.Accent, value);
        lines.Add([]);
        foreach (ComparedRow row in comparison.Differs)
            AddRow(lines, $"{model.Glyphs.Wrong} {row.What}", row.A, row.B, Ink.Warning, Ink.Plain, value);
        // A sign beside the colour: what is the same has an equals sign, and is said once.
        foreach (ComparedRow row in comparison.Same)
            lines.Add([new Piece($"= {row.What}".PadRight(WhatWidth + 1), Ink.Dim), new Piece(row.A, Ink.Dim)]);
        return lines.DrainToImmutable();
    }

    private static void AddRow(ImmutableArray<Line>.Builder lines, string what, string a, string b, Ink whatInk, Ink ink, int width)
    {
        if (what.Length <= WhatWidth && Cells.Of(a) < width && Cells.Of(b) <= width)
        {
            lines.Add([new Piece($"{what.PadRight(WhatWidth)} ", whatInk), new Piece(a + new string(' ', width - Cells.Of(a)), ink), new Piece(b, ink)]);
            return;
        }
        lines.Add([new Piece(what, whatInk)]);
        lines.Add([new Piece("    1: ", Ink.Dim), new Piece(a, ink)]);
        lines.Add([new Piece("    2: ", Ink.Dim), new Piece(b, ink)]);
    }
}
