using Sandbox.Core.Arrays;

namespace Sandbox.Core.Tests.Memory;

public class PageGridTests
{
    [Fact]
    public void Many_pages_are_laid_out_several_to_a_cell()
    {
        PageGrid grid = PageGrid.For(4L << 30);
        Assert.Equal((1_048_576, 64, PageGrid.MostCells), (grid.Pages, grid.PagesPerCell, grid.Cells));
        Assert.Equal((1, 1), (PageGrid.For(0).Pages, PageGrid.For(0).Cells));
    }
}
