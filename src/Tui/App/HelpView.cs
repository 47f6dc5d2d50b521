using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.App;

/// <summary>Draws the help: every row of the key table.</summary>
internal static class HelpView
{
    private const int MeaningAt = 20;

    public static void Draw(AppModel model, int top, CellGrid grid)
    {
        grid.Put(1, 0, "keys", Ink.Title);
        int room = Room(grid.Size);
        if (KeyTable.All.Length > room)
            grid.PutRight(grid.Size.Columns - 1, 0, "Down and Up show the others", Ink.Dim);
        for (int row = 0; row < room && top + row < KeyTable.All.Length; row++)
        {
            Binding binding = KeyTable.All[top + row];
            grid.Put(3, row + 2, string.Join("  ", binding.Keys), Ink.Key, MeaningAt - 4);
            grid.Put(MeaningAt, row + 2, binding.Meaning, Ink.Plain);
        }
        FooterView.Draw(grid, model.Glyphs, FooterOf.Help);
    }

    /// <summary>The first row after a move.</summary>
    public static int Scrolled(Size size, int top, int rows) => Math.Clamp(top + rows, 0, Math.Max(0, KeyTable.All.Length - Room(size)));

    private static int Room(Size size) => size.Rows - 3;
}
