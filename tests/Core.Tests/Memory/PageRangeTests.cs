using Sandbox.Core.Arrays;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Memory;

public class PageRangeTests
{
    [Theory]
    [InlineData("all", "all")]
    [InlineData("0-0", "0-0")]
    [InlineData("7", "7-7")]
    [InlineData("3-2147483646", "3-2147483646")]
    [InlineData("0-2147483646", "0-2147483646")]
    public void A_range_is_written_as_it_is_read(string text, string canonical)
    {
        long value = PageRange.Parse(text)!.Value;
        Assert.Equal(canonical, PageRange.Canonical(value));
        Assert.Equal(value, PageRange.Parse(canonical));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("-1")]
    [InlineData("1-")]
    [InlineData("2-1")]
    [InlineData("1-2-3")]
    [InlineData("1 - 2")]
    [InlineData("ALL")]
    [InlineData("2147483647")]
    public void What_is_no_range_is_refused(string text) => Assert.Null(PageRange.Parse(text));

    [Fact]
    public void The_elements_of_the_last_page_end_with_the_array()
    {
        Assert.Equal(new Slice(0, 5_000), PageRange.Elements(PageRange.AllPages, 5_000));
        Assert.Equal(new Slice(1_024, 3_072), PageRange.Elements(PageRange.Parse("1-2")!.Value, 5_000));
        Assert.Equal(new Slice(4_096, 5_000), PageRange.Elements(PageRange.Parse("4")!.Value, 5_000));
    }

    [Fact]
    public void Pages_that_the_array_does_not_have_are_a_problem_of_the_option()
    {
        SpecResolution resolution = RunSpecs.Resolve(
            [new Setting("length", "5000", "--length"), new Setting("fault", "corrupt-array:0-5", "--fault")], RunCaps.Default);
        Assert.Equal(
            new SpecProblem("--fault", "there is no page 5: an array of 5,000 elements has the pages 0 to 4"), Assert.Single(resolution.Problems));
        resolution = RunSpecs.Resolve([new Setting("fault", "corrupt-array:5-2", "--fault")], RunCaps.Default);
        Assert.Equal(
            "\"5-2\" is not the PAGES of corrupt-array:PAGES; expected all, or the pages to write, counted from 0: FIRST-LAST, such as 0-99, or one number",
            Assert.Single(resolution.Problems).Message);
    }
}
