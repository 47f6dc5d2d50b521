using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Tests.Terminal;

public class CellGridTests
{
    [Theory]
    [InlineData("a\e[31mb", "a[31mb")]
    [InlineData("a\tb\r\nc", "abc")]
    [InlineData("a\u009b31mb", "a31mb")]
    [InlineData("a\u202eb\u2066c", "abc")]
    [InlineData("e\u0301", "e")]
    [InlineData("\u007f\u0000x", "x")]
    public void Text_loses_what_no_cell_may_hold(string text, string cells)
    {
        var grid = new CellGrid(new Size(20, 1));
        grid.Put(0, 0, text, Ink.Plain);
        Assert.Equal(cells, grid.ToString().TrimEnd('\n'));
    }

    [Fact]
    public void A_terminal_that_claims_to_be_huge_is_painted_in_part()
    {
        Assert.Equal(Size.Most, new Size(65_535, 65_535).Capped);
        Assert.Equal(new Size(65, Size.Most.Rows), new Size(65, 65_535).Capped);
        Assert.Equal(new Size(80, 24), new Size(80, 24).Capped);
    }

    [Fact]
    public void A_wide_character_that_has_no_room_is_left_out()
    {
        var grid = new CellGrid(new Size(3, 1));
        Assert.Equal(2, grid.Put(0, 0, "漢字", Ink.Plain));
        Assert.Equal("漢\n", grid.ToString());
    }

    [Theory]
    [InlineData(0, "a 字")]
    [InlineData(1, " a字")]
    [InlineData(2, "漢a")]
    public void A_wide_character_that_loses_a_half_loses_both(int at, string cells)
    {
        var grid = new CellGrid(new Size(4, 1));
        grid.Put(0, 0, "漢字", Ink.Plain);
        grid.Put(at, 0, "a", Ink.Plain);
        Assert.Equal(cells, grid.ToString().TrimEnd('\n'));
    }

    [Fact]
    public void Writing_outside_of_the_grid_writes_nothing()
    {
        var grid = new CellGrid(new Size(2, 2));
        grid.Put(-1, 0, "x", Ink.Plain);
        grid.Put(0, 2, "x", Ink.Plain);
        grid.Put(2, 0, "x", Ink.Plain);
        grid.Fill(1, 5, 3, 'x', Ink.Plain);
        Assert.Equal("\n\n", grid.ToString());
    }

    [Theory]
    [InlineData('a', 1)]
    [InlineData(0x7f, 0)]
    [InlineData(0x9b, 0)]
    [InlineData('é', 1)]
    [InlineData(0x301, 0)]
    [InlineData(0x200b, 0)]
    [InlineData(0x202e, 0)]
    [InlineData('─', 1)]
    [InlineData('█', 1)]
    [InlineData('✓', 1)]
    [InlineData('漢', 2)]
    [InlineData(0xff21, 2)]
    [InlineData(0x1f600, 2)]
    [InlineData(0xac00, 2)]
    [InlineData(0xe0001, 0)]
    public void A_character_is_as_wide_as_terminals_draw_it(int value, int cells) =>
        Assert.Equal(cells, Widths.Of(new System.Text.Rune(value)));
}
