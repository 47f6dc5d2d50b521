using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Tests.Terminal;

public class FrameDiffTests
{
    private static readonly Size Small = new(12, 4);

    [Fact]
    public void The_diffs_of_any_frames_make_the_terminal_show_the_last_one() => Check.QuickThrowOnFailure(Prop.ForAll(
        Puts().ArrayOf().ArrayOf().ToArbitrary(),
        frames =>
        {
            var terminal = new VtModel(Small);
            var diff = new FrameDiff(Palette.For(ColourDepth.Sixteen));
            CellGrid? shown = null;
            foreach (Put[] puts in frames)
            {
                var next = new CellGrid(Small);
                foreach (Put put in puts)
                    next.Put(put.X, put.Y, put.Text, put.Style);
                var bytes = new ByteBuffer();
                diff.Write(shown, next, bytes);
                terminal.Take(bytes.Bytes);
                AssertShows(next, terminal);
                shown = next;
            }
        }));

    [Fact]
    public void A_frame_that_is_the_same_costs_no_byte()
    {
        var grid = new CellGrid(Small);
        grid.Put(0, 0, "same 漢", Ink.Good);
        var bytes = new ByteBuffer();
        new FrameDiff(Palette.For(ColourDepth.Many)).Write(grid, grid, bytes);
        Assert.Equal(0, bytes.Length);
    }

    [Fact]
    public void One_cell_that_changed_costs_a_move_and_the_cell()
    {
        var shown = new CellGrid(Small);
        var next = new CellGrid(Small);
        next.Put(3, 2, "x", Ink.Plain);
        var bytes = new ByteBuffer();
        new FrameDiff(Palette.For(ColourDepth.Many)).Write(shown, next, bytes);
        Assert.Equal("\e[3;4H\e[mx", Encoding.UTF8.GetString(bytes.Bytes));
    }

    [Fact]
    public void Without_colours_no_colour_is_written()
    {
        var next = new CellGrid(Small);
        int x = 0;
        foreach (Ink ink in Enum.GetValues<Ink>())
            next.Put(x++, 0, "x", ink);
        var bytes = new ByteBuffer();
        new FrameDiff(Palette.For(ColourDepth.None)).Write(null, next, bytes);
        Assert.DoesNotMatch(@"\e\[[0-9;]*[34][0-9]", Encoding.UTF8.GetString(bytes.Bytes));
    }

    private static void AssertShows(CellGrid grid, VtModel terminal)
    {
        for (int y = 0; y < Small.Rows; y++)
        {
            for (int x = 0; x < Small.Columns; x++)
            {
                Cell cell = grid[x, y];
                Assert.Equal(cell.Width == 0 ? "" : new Rune(cell.Rune).ToString(), terminal.TextAt(x, y));
                Assert.Equal(Sgr(cell.Style), terminal.StyleAt(x, y));
            }
        }
    }

    private static string Sgr(Style style)
    {
        var bytes = new ByteBuffer();
        Palette.For(ColourDepth.Sixteen).Write(bytes, style);
        return Encoding.ASCII.GetString(bytes.Bytes)[2..^1];
    }

    private static Gen<Put> Puts() =>
        from x in Gen.Choose(0, Small.Columns - 1)
        from y in Gen.Choose(0, Small.Rows - 1)
        from text in Gen.Elements("a", "bc", "漢字", "x漢", "é", "   ", "\e[2J", "long text over the edge", "😀!")
        from ink in Gen.Elements(Ink.Plain, Ink.Good, Ink.Bad)
        from lit in Gen.Elements(true, false, false)
        select new Put(x, y, text, new Style(ink, lit));

    internal sealed record Put(int X, int Y, string Text, Style Style);
}
