using System.Globalization;
using Sandbox.Core.Runs;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>Page faults of real runs beside those of a C program that does the same (paging.c); major faults of a file that is on the disk alone.</summary>
public class PagingTests
{
    private const int Pages = 2000, PerPage = 1024;

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(Pages)]
    public async Task A_private_array_costs_the_faults_that_it_costs_in_C(int written)
    {
        long[] inC = await InC(written);
        RunReport report = await Runs.Of(Runs.Spec("processes", "write-pages", $"{written}") with { Workers = 1, Faulty = [0], Length = Pages * PerPage });

        Assert.Equal([Pages, 0, written, Pages], inC);
        Assert.Equal(new PagingReport(Pages, inC[0], inC[1], inC[2], written, inC[3]), report.Paging);
        Assert.Equal(new PageFaultsReport(0, written, written), report.Workers[0].PageFaults);
        Assert.Equal((Verdict.Contained, true, false), (report.Verdict, report.Totals.Correct, report.Array.CorruptedInParent));
    }

    [Fact]
    public async Task A_shared_array_is_never_copied_and_the_parent_pays_nothing_afterwards()
    {
        long[] inC = await InC(100, "shared");
        RunReport report = await Runs.Of(Runs.Spec("shared", "write-pages", "100") with { Workers = 1, Faulty = [0], Length = Pages * PerPage });

        Assert.Equal((Pages, 0L), (inC[0], inC[3]));
        Assert.Equal((inC[0], inC[3]), (report.Paging!.ParentFirstTouch, report.Paging.ParentAgain));
        // What a child reads of a shared mapping it maps first, perhaps several pages at a time.
        Assert.InRange(report.Paging.ChildReads!.Value, 1, Pages);
        Assert.InRange(inC[1], 1, Pages);
    }

    [Fact]
    public async Task Threads_write_to_pages_that_are_theirs_already()
    {
        RunReport report = await Runs.Of(Runs.Spec("threads", "write-pages") with { Length = Pages * PerPage });

        Assert.Equal((0L, 0L), (report.Paging!.ChildReads!.Value, report.Paging.ChildWrites!.Value));
        Assert.Equal(Pages / 4, report.Paging.PagesWritten);
    }

    [Fact]
    public async Task Each_worker_writes_to_the_pages_of_its_own_slice()
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "write-pages") with { Faulty = [0, 1, 2, 3], Length = 10 * PerPage });

        // Slices of two and a half pages: the pages in the middle of a border are of both.
        Assert.Equal([3, 3, 3, 3], report.Workers.Select(worker => worker.PageFaults!.PagesWritten!.Value));
        Assert.Equal(report.Workers.Select(worker => worker.PageFaults!.PagesWritten), report.Workers.Select(worker => worker.PageFaults!.Writes));
    }

    [Theory]
    [InlineData("processes")]
    [InlineData("shared")]
    [InlineData("spawn")]
    [InlineData("threads")]
    public async Task Pages_that_the_kernel_has_dropped_take_a_major_fault_each(string model)
    {
        RunReport report = await Runs.Of(Runs.Spec(model, "cold-file", "32"));

        ColdFileReport file = report.Workers[2].ColdFile!;
        Assert.Equal((32L, 0L), (file.Pages, file.Resident));
        Assert.Equal(32, file.MajorFaults + file.MinorFaults);
        Assert.InRange(file.MajorFaults, 1, 32);
        Assert.Equal((Verdict.Contained, true), (report.Verdict, report.Totals.Correct));
        Assert.All(report.Workers.Where(worker => worker.Index != 2), worker => Assert.Null(worker.ColdFile));
    }

    [Fact]
    public async Task Where_the_file_system_keeps_its_pages_the_run_is_refused_with_the_reason()
    {
        Finished finished = await new SandboxProgram { Variables = new Dictionary<string, string?> { ["TMPDIR"] = "/dev/shm" } }.RunWith("run", "--fault", "cold-file");

        Assert.Contains("the file system of /dev/shm keeps them, as tmpfs does; set TMPDIR to a folder on a disk", finished.AssertExit(3).Error);
    }

    [Theory]
    [InlineData("processes")]
    [InlineData("spawn")]
    public async Task Code_and_read_only_pages_of_parent_and_child_are_shared_and_none_is_private(string model)
    {
        IRun run = Runs.Runner.Start(Runs.Spec(model, "segfault"), new RunControl(PageWatch.Cells));
        RunReport report = await Runs.End(run);

        Assert.All(report.Sections, section => Assert.Equal((2, true), (section.Worker, section.Shared + section.Private <= section.Pages)));
        SectionReport code = Assert.Single(report.Sections, section => section.Permissions == "r-x");
        Assert.Equal((".text", 0L, model == "processes" ? 0L : null), (code.Name, code.Private, code.ParentPrivate));
        Assert.InRange(code.Shared, 1, code.Pages);
        // Who is root is told the frames too: each that both have is one.
        Assert.True(code.SameFrames is null or > 0 || code.ParentShared is null, $"{code}");
        Assert.Contains(report.Sections, section => section.Permissions == "rw-");
    }

    private static async Task<long[]> InC(int written, params string[] more)
    {
        await using Stream stream = typeof(PagingTests).Assembly.GetManifestResourceStream("paging.c")!;
        string program = await Gcc.Program(await new StreamReader(stream).ReadToEndAsync());
        Finished finished = await new SandboxProgram { Program = program }.RunWith([$"{Pages}", $"{written}", .. more]);
        return [.. finished.AssertExit(0).Output.Split(' ').Select(word => long.Parse(word, CultureInfo.InvariantCulture))];
    }
}
