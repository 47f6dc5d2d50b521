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
            var diff = new FrameDiff(ColourDepth.Sixteen);
            Frame? shown = null;
            foreach (Put[] puts in frames)
            {
                var next = new Frame(Small);
                foreach (Put put in puts)
                    next.Put(put.X, put.Y, put.Text, Look(put.Style));
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
        var grid = new Frame(Small);
        grid.Put(0, 0, "same 漢", Look(Ink.Good));
        var bytes = new ByteBuffer();
        new FrameDiff(ColourDepth.Many).Write(grid, grid, bytes);
        Assert.Equal(0, bytes.Length);
    }

    [Fact]
    public void One_cell_that_changed_costs_a_move_and_the_cell()
    {
        var shown = new Frame(Small);
        var next = new Frame(Small);
        next.Put(3, 2, "x", Look(Ink.Plain));
        var bytes = new ByteBuffer();
        new FrameDiff(ColourDepth.Many).Write(shown, next, bytes);
        Assert.Equal("\e[3;4H\e[mx", Encoding.UTF8.GetString(bytes.Bytes));
    }

    [Fact]
    public void Without_colours_no_colour_is_written()
    {
        var next = new Frame(Small);
        int x = 0;
        foreach (Ink ink in Enum.GetValues<Ink>())
            next.Put(x++, 0, "x", Palette.For(ColourDepth.None)[ink]);
        var bytes = new ByteBuffer();
        new FrameDiff(ColourDepth.None).Write(null, next, bytes);
        Assert.DoesNotMatch(@"\e\[[0-9;]*[34][0-9]", Encoding.UTF8.GetString(bytes.Bytes));
    }

    private static void AssertShows(Frame grid, VtModel terminal)
    {
        for (int y = 0; y < Small.Rows; y++)
        {
            for (int x = 0; x < Small.Columns; x++)
            {
                FrameCell cell = grid[x, y];
                Assert.Equal(cell.Text, terminal.TextAt(x, y));
                string look = new Sgr(ColourDepth.Sixteen).Of(cell.Look);
                Assert.Equal(look.Length > 0 ? $";{look}" : "", terminal.StyleAt(x, y));
            }
        }
    }

    private static global::Terminal.Gui.Drawing.Attribute Look(Style style) => Palette.For(ColourDepth.Sixteen)[style];

    private static Gen<Put> Puts() =>
        from x in Gen.Choose(0, Small.Columns - 1)
        from y in Gen.Choose(0, Small.Rows - 1)
        from text in Gen.Elements("a", "bc", "漢字", "x漢", "é", "   ", "\e[2J", "long text over the edge", "😀!")
        from ink in Gen.Elements(Ink.Plain, Ink.Good, Ink.Bad)
        from lit in Gen.Elements(true, false, false)
        select new Put(x, y, text, new Style(ink, lit));

    internal sealed record Put(int X, int Y, string Text, Style Style);
}
