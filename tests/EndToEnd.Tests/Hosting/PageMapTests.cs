using Sandbox.Core.Arrays;
using Sandbox.Core.Runs;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>What the report and the page maps say of the array's pages, in real runs.</summary>
public class PageMapTests
{
    private const long Length = 10_000_000;
    private const long Pages = (Length * sizeof(int) / 4096) + 1;

    [Fact]
    public async Task Children_that_only_read_share_every_page_with_their_parent()
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "none") with { Length = Length });
        Assert.All(report.Workers, worker => Assert.Equal(new PagesReport(Pages, Pages, 0), worker.Pages));
    }

    [Fact]
    public async Task An_intruder_has_its_own_copy_of_every_page_and_nobody_else_has_one()
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "corrupt-array") with { Length = Length });

        Assert.Equal(new PagesReport(Pages, 0, Pages), report.Workers[^1].Pages);
        Assert.All(report.Workers.SkipLast(1), worker => Assert.Equal(new PagesReport(Pages, Pages, 0), worker.Pages));
        Assert.False(report.Array.CorruptedInParent);
        // The kernel's own count: each copy was one minor fault, and little else is.
        Assert.InRange(report.Workers[^1].Usage!.MinorFaults, Pages, Pages * 11 / 10);
    }

    [Fact]
    public async Task Fresh_programs_have_only_the_pages_they_read()
    {
        RunReport report = await Runs.Of(Runs.Spec("spawn", "corrupt-array") with { Length = Length });

        Assert.Equal(new PagesReport(Pages, 0, Pages), report.Workers[^1].Pages);
        // A fault may map the neighbouring pages of the file too.
        Assert.All(report.Workers.SkipLast(1), worker => Assert.InRange(worker.Pages!.Shared, Pages / 4, Pages / 2));
        Assert.All(report.Workers.SkipLast(1), worker => Assert.Equal(0, worker.Pages!.Private));
    }

    [Fact]
    public async Task A_shared_array_has_no_private_page_whoever_writes()
    {
        RunReport report = await Runs.Of(Runs.Spec("shared", "corrupt-array") with { Length = Length });
        Assert.All(report.Workers, worker => Assert.Equal(0, worker.Pages!.Private));
        Assert.Equal(Pages, report.Workers[^1].Pages!.Shared);
    }

    [Fact]
    public async Task A_worker_that_a_signal_ended_looked_at_its_pages_right_before()
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "segfault") with { Length = Length });
        Assert.Equal(new PagesReport(Pages, Pages, 0), report.Workers[2].Pages);
    }

    [Fact]
    public async Task Cells_are_kept_when_the_run_is_over()
    {
        IRun run = Runs.Runner.Start(Runs.Spec("processes", "corrupt-array") with { Length = 100_000 }, new RunControl(PageWatch.Cells));
        await Runs.End(run);

        PageState[] cells = new PageState[run.Pages.Cells];
        Assert.Equal(98, cells.Length);
        Assert.Equal(PageMapSource.LastAct, run.ReadPages(4, cells).Source);
        Assert.All(cells, cell => Assert.Equal(PageState.Written, cell));
        Assert.Equal(PageMapSource.LastAct, run.ReadPages(0, cells).Source);
        Assert.All(cells, cell => Assert.Equal(PageState.Shared, cell));
    }

    [Theory]
    [InlineData("processes", 100, 0)]
    [InlineData("spawn", 100, 0)]
    [InlineData("threads", 100, 100)]
    [InlineData("shared", 100, 100)]
    public async Task Pages_that_the_fault_wrote_are_marked_for_whoever_has_them(string model, int intruder, int others)
    {
        IRun run = Runs.Runner.Start(Runs.Spec(model, "corrupt-array", "50-149") with { Length = 1_000_000 }, new RunControl(PageWatch.Cells));
        RunReport report = await Runs.End(run);

        Assert.Equal(intruder, Written(4));
        // Worker 0 reads these pages; the others need not have touched them where they map them themselves.
        Assert.Equal(others, Written(0));
        Assert.Equal(others > 0, report.Array.CorruptedInParent);
        if (model is "processes" or "spawn")
            Assert.Equal(100, report.Workers[4].Pages!.Private);

        int Written(int worker)
        {
            PageState[] cells = new PageState[run.Pages.Cells];
            run.ReadPages(worker, cells);
            Assert.DoesNotContain(PageState.Written, cells[..50]);
            Assert.DoesNotContain(PageState.Written, cells[150..]);
            return cells.Count(cell => cell == PageState.Written);
        }
    }

    [Fact]
    public async Task The_pages_of_a_large_array_are_not_counted_unasked()
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "none") with { Length = 1_000_000_000 / 8 });
        Assert.Null(report.Workers[0].Pages);
    }

    [Fact]
    public async Task While_a_worker_lives_its_map_is_read_from_proc()
    {
        IRun run = Runs.Runner.Start(Runs.Spec("processes", "hang") with { Length = Length, Timeout = 60 });
        PageState[] cells = new PageState[run.Pages.Cells];
        WorkerSnapshot[] board = new WorkerSnapshot[run.WorkerCount];
        await Eventually.Assert(() => run.ReadBoard(board) > 0 && board[2].Stage == WorkerStage.Faulting, "the worker that hangs");

        PageMapSource source = run.ReadPages(2, cells).Source;
        run.Stop();
        await Runs.End(run);

        Assert.Equal(PageMapSource.Live, source);
        Assert.All(cells, cell => Assert.Equal(PageState.Shared, cell));
        Assert.Equal(PageMapSource.LastSample, run.ReadPages(2, cells).Source);
    }
}
