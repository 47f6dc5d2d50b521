using Sandbox.Core.Runs;

namespace Sandbox.Tui.Tests.Commands;

public class RunCommandTests
{
    [Fact]
    public void Options_count_more_than_variables_and_variables_more_than_the_file()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("sandbox-").FullName, "settings.json");
        File.WriteAllText(file, """{ "run": { "workers": 5, "length": 50, "seed": 5 } }""");
        Shell shell = new();
        shell.Environment["SANDBOX_CONFIG"] = file;
        shell.Environment["SANDBOX_LENGTH"] = "60";
        shell.Environment["SANDBOX_SEED"] = "6";

        Said said = shell.Run("run --seed 7");
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

        Assert.Equal((0, ""), (said.Code, said.Error));
        RunSpec spec = Assert.Single(shell.Runner.Started);
        Assert.Equal((5, 60L, 7u), (spec.Workers, spec.Length, spec.Seed));
    }

    [Theory]
    [InlineData("run --fault data-race --atomic --json", true)]
    [InlineData("run --fault data-race --atomic=false --json", false)]
    [InlineData("run --fault data-race --json", false)]
    public void A_flag_stands_alone_or_with_true_or_false(string line, bool atomic)
    {
        Shell shell = new();
        Assert.Equal(0, shell.Run(line).Code);
        Assert.Equal(atomic, Assert.Single(shell.Runner.Started).Atomic);
    }

    [Fact]
    public void A_variable_that_is_wrong_is_named()
    {
        Shell shell = new();
        shell.Environment["SANDBOX_WORKERS"] = "many";
        Said said = shell.Run("run");

        Assert.Equal(2, said.Code);
        Assert.Contains("SANDBOX_WORKERS: \"many\"", said.Error, StringComparison.Ordinal);
        Assert.Empty(shell.Runner.Started);
    }

    [Fact]
    public void An_unknown_variable_is_answered_with_the_nearest()
    {
        Shell shell = new();
        shell.Environment["SANDBOX_WOKERS"] = "4";

        Said said = shell.Run("run");

        Assert.Equal(2, said.Code);
        Assert.Contains("nearest is SANDBOX_WORKERS", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_that_start_nothing_ask_for_no_settings()
    {
        Shell shell = new();
        shell.Environment["SANDBOX_WOKERS"] = "4";

        Assert.Equal(0, shell.Run("signals").Code);
    }

    [Theory]
    [InlineData("run --workers 5000", "5,000", "4,096")]
    [InlineData("run --length 2_000_000_000", "8,000,000,000", "4,294,967,296")]
    public void A_spec_above_a_cap_is_exit_3_with_the_numbers(string line, string asked, string cap)
    {
        Shell shell = new();
        Said said = shell.Run(line);

        Assert.Equal(3, said.Code);
        Assert.Contains(asked, said.Error, StringComparison.Ordinal);
        Assert.Contains(cap, said.Error, StringComparison.Ordinal);
        Assert.Empty(shell.Runner.Started);
    }

    [Theory]
    [InlineData(Verdict.Clean, "", 0)]
    [InlineData(Verdict.Contained, "", 0)]
    [InlineData(Verdict.Lost, "", 0)]
    [InlineData(Verdict.Hung, "", 0)]
    [InlineData(Verdict.Clean, "--check", 0)]
    [InlineData(Verdict.Contained, "--check", 1)]
    [InlineData(Verdict.Spread, "--check", 1)]
    [InlineData(Verdict.Lost, "--check", 1)]
    [InlineData(Verdict.Hung, "--check --json", 1)]
    public void A_worker_that_died_is_a_result_unless_check_asks_for_a_clean_run(Verdict verdict, string options, int code)
    {
        Shell shell = new() { Runner = new FakeRunner(spec => Reports.Of(spec, verdict)) };

        Assert.Equal(code, shell.Run($"run {options}").Code);
    }

    [Fact]
    public void A_run_without_a_verdict_prints_its_report_and_exits_3()
    {
        Shell shell = new()
        {
            Runner = new FakeRunner(spec => Reports.Of(spec, null, Reports.Lost(spec, 3) with { Pid = null, State = WorkerState.Unknown })),
        };
        Said said = shell.Run("run --json");

        Assert.Equal(3, said.Code);
        Assert.Equal(1, said.Json.GetProperty("schema").GetInt32());
        Assert.Contains("only 3 of 4 workers could be started", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_a_row_a_worker_then_the_host_the_total_and_the_verdict()
    {
        Shell shell = new() { Runner = new FakeRunner(spec => Reports.Of(spec, Verdict.Contained, Reports.Killed(spec, 2, 11))) };

        Assert.Equal(
            """
            sandbox run --fault segfault

            worker pid state    status meaning                 sum expected
                 0 101 exited   0x0000 exited 0               1000     1000 right
                 1 102 exited   0x0000 exited 0               1000     1000 right
                 2 103 signaled 0x000b killed by SIGSEGV (11)    -     1000 no sum
                 3 104 exited   0x0000 exited 0               1000     1000 right

            host    pid 100, exited 0
            total   3000, wrong: 4000 would be right
            array   40,000,000 bytes; in the parent: intact
            contained: worker 2 was killed by SIGSEGV (11); the other 3 sums are right

            """,
            shell.Run("run --fault segfault").Output);
    }

    [Fact]
    public void Of_many_workers_the_first_and_whoever_is_not_plainly_right_are_shown()
    {
        Shell shell = new() { Runner = new FakeRunner(spec => Reports.Of(spec, Verdict.Contained, Reports.Killed(spec, 700, 9))) };
        string output = shell.Run("run --workers 1000 --fault kill --faulty 700").Output;

        Assert.Contains("\n     7 108 ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\n     8 109 ", output, StringComparison.Ordinal);
        Assert.Contains("\n   700 801 signaled 0x0009", output, StringComparison.Ordinal);
        Assert.Contains("and 991 more workers that ended well with right sums", output, StringComparison.Ordinal);
    }
}
