using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.App;

/// <summary>Draws the footer: the keys that matter now.</summary>
internal static class FooterView
{
    public static void Draw(CellGrid grid, Glyphs glyphs, FooterOf footer)
    {
        int x = 1, y = grid.Size.Rows - 1;
        foreach (Binding binding in KeyTable.All)
        {
            if ((binding.Footer & footer) == 0)
                continue;
            string key = binding.Keys[0];
            if (x + key.Length + 1 + binding.Label.Length >= grid.Size.Columns)
                break;
            x = grid.Put(x, y, key, Ink.Key);
            x = grid.Put(x + 1, y, binding.Label, Ink.Dim) + 2;
        }
        string arrows = $"{glyphs.Arrows} change";
        if ((footer & FooterOf.Form) != 0 && x + arrows.Length < grid.Size.Columns)
            grid.PutRight(grid.Size.Columns - 1, y, arrows, Ink.Dim);
    }
}
