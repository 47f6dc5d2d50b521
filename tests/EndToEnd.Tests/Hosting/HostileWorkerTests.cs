using Sandbox.Core.Runs;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>Programs as workers that do not play, or do harm. Each run of these tests fails where it leaves a process behind.</summary>
public class HostileWorkerTests
{
    [Theory]
    [InlineData("silent", SumLine.Nothing)]
    [InlineData("prints", SumLine.Nothing)]
    [InlineData("closes", SumLine.Nothing)]
    [InlineData("forks", SumLine.Nothing)]
    [InlineData("daemon", SumLine.Nothing)]
    [InlineData("fills", SumLine.Nonsense)]
    [InlineData("garbage", SumLine.Nonsense)]
    [InlineData("overflow", SumLine.Nonsense)]
    public async Task One_that_never_writes_a_sum_is_watched_and_its_status_decoded(string how, SumLine wrote)
    {
        RunReport report = await Run(how);

        Assert.Equal(Verdict.Spread, report.Verdict);
        Assert.All(report.Workers, worker => Assert.Equal((0, wrote, null), (worker.Status?.ExitCode, worker.Wrote, worker.Sum)));
        Assert.Contains($"no sum came from workers 0, 1, 2 and 3, which exited 0{(wrote == SumLine.Nonsense ? " and wrote something that is no number" : "")}", VerdictSentence.Of(report), StringComparison.Ordinal);
        Assert.False(report.Array.CorruptedInParent);
    }

    [Fact]
    public async Task Sums_that_are_too_large_together_are_wrong_and_nothing_more()
    {
        RunReport report = await Run("huge");
        Assert.All(report.Workers, worker => Assert.Equal((long.MaxValue, false), (worker.Sum, worker.Correct)));
        Assert.Contains("have wrong sums", VerdictSentence.Of(report), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("array")]
    [InlineData("around")]
    public async Task It_cannot_change_the_array_and_has_nothing_of_the_host(string how) => Assert.All((await Run(how)).Workers, worker => Assert.Equal(0, worker.Status?.ExitCode));

    [Theory]
    [InlineData("sigchld")]
    [InlineData("ignore")]
    public async Task It_has_nothing_of_the_way_in_which_its_parent_waits(string wait)
    {
        string code = await ProgramWorkers.Script($"#!/bin/sh\n'{await ProgramWorkers.ThatIs("around")}' && echo 7 >&4\n");
        Assert.All((await Runs.Of(Runs.Spec("program", "none") with { Program = code, Wait = wait })).Workers, worker => Assert.Equal(7, worker.Sum));
    }

    [Fact]
    public async Task One_that_hangs_is_ended_at_the_timeout_with_all_that_it_started()
    {
        RunReport report = await Runs.Of(Runs.Spec("program", "none") with { Program = await ProgramWorkers.ThatIs("hangs"), Timeout = 0.5 });
        Assert.Equal(Verdict.Hung, report.Verdict);
        Assert.All(report.Workers, worker => Assert.Equal(EndedBy.Timeout, worker.EndedBy));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(15)]
    public async Task Nothing_is_left_when_the_sandbox_is_killed(int signal)
    {
        string hangs = await ProgramWorkers.ThatIs("hangs");
        using RunningProgram running = new SandboxProgram().Start("run", "--program", hangs, "--length", "1000");
        await Eventually.Assert(() => running.Processes().Count(entry => entry.Name == "hangs") == 8, "four workers with a child each");

        _ = LibC.kill(running.Child.Pid, signal);

        await running.Finish();
    }

    [Theory]
    [InlineData("#!/no/such/interpreter\n", 127, "names \"/no/such/interpreter\" as the interpreter")]
    [InlineData("echo hello\n", 126, "has no first line such as #!/bin/sh")]
    [InlineData("\u007fELF\u0002\u0001\u0001\0\0\0\0\0\0\0\0\0\u0002\0\u0008\u0001\u0001\0\0\0", 126, "it is a program for another machine")]
    public async Task What_cannot_be_executed_is_refused_as_by_a_shell_and_nothing_is_started(string text, int code, string why)
    {
        Finished finished = (await SandboxProgram.Run("run", "--program", await ProgramWorkers.Script(text.PadRight(200, '\n')))).AssertExit(code);
        Assert.Contains(why, finished.Error, StringComparison.Ordinal);
        Assert.Empty(finished.Output);
    }

    [Theory]
    [InlineData("./no/such/program", 127, "there is no such file")]
    [InlineData("no-such-program", 127, "no folder of PATH has such a program")]
    [InlineData("/", 126, "it is a folder")]
    public async Task So_is_what_is_no_file(string program, int code, string why) =>
        Assert.Contains(why, (await SandboxProgram.Run("run", "--program", program)).AssertExit(code).Error, StringComparison.Ordinal);

    [Fact]
    public async Task So_is_what_may_not_be_executed() => Assert.Contains(
        "chmod +x makes it so",
        (await SandboxProgram.Run("run", "--program", await ProgramWorkers.Script("#!/bin/sh\n", UnixFileMode.UserRead))).AssertExit(126).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Asking_whether_it_can_be_executed_runs_none_of_it()
    {
        string mark = Path.Combine(TestFolders.Create(), "ran"), touch = await ProgramWorkers.Script($"#!/bin/sh\necho ran >> '{mark}'\n");
        (await SandboxProgram.Run("run", "--program", touch, "--workers", "3", "--length", "1000")).AssertExit(0);
        Assert.Equal(3, (await File.ReadAllLinesAsync(mark, TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task A_set_uid_program_has_no_privilege_and_can_be_ended()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root can make a set-uid file of another user");
        string su = Path.Combine(TestFolders.Create(), "set-uid");
        File.Copy("/usr/bin/id", su);
        (await new SandboxProgram { Program = "chown" }.RunWith("65534", su)).AssertExit(0);
        File.SetUnixFileMode(su, (UnixFileMode)0x9ed);
        string seen = Path.Combine(TestFolders.Create(), "seen"), calls = await ProgramWorkers.Script($"#!/bin/sh\n'{su}' -u > '{seen}'\n");
        (await SandboxProgram.Run("run", "--program", calls, "--workers", "1", "--length", "1000")).AssertExit(0);
        Assert.Equal("0", (await File.ReadAllTextAsync(seen, TestContext.Current.CancellationToken)).Trim());
    }

    private static async Task<RunReport> Run(string how) => await Runs.Of(Runs.Spec("program", "none") with { Program = await ProgramWorkers.ThatIs(how) });
}
