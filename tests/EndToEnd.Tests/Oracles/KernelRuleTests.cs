using System.Globalization;
using System.Text.Json;
using Sandbox.Core.Signals;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Oracles;

/// <summary>
/// What the kernel and the C library hold true about children (the rules of the Linux Test Project): shown by the sandbox's own host
/// where it can show it, otherwise by a C program (kernel.c).
/// </summary>
public class KernelRuleTests
{
    private const string Unlimited = "--core=unlimited";

    [Fact]
    public async Task A_second_wait_on_a_reaped_pid_fails_with_ECHILD() => Assert.Equal("0 ECHILD", await InC("second-wait"));

    [Fact]
    public async Task Waitpid_of_INT_MIN_fails_with_ESRCH_and_bad_options_with_EINVAL() => Assert.Equal("ESRCH EINVAL", await InC("bad-arguments"));

    [Fact]
    public async Task WNOHANG_returns_0_while_the_child_runs_its_pid_when_it_ended_and_fails_with_ECHILD_without_a_child()
    {
        Assert.Equal("0 1 ECHILD", await InC("nohang"));

        JsonElement report = await Report("--workers", "1", "--pace", "0.2", "--wait", "poll");
        long[] returned = [.. report.GetProperty("waits").EnumerateArray().Select(call => call.GetProperty("returned").GetInt64())];
        Assert.True(returned.Length > 1);
        Assert.All(returned[..^1], zero => Assert.Equal(0, zero));
        Assert.Equal(report.GetProperty("workers")[0].GetProperty("pid").GetInt64(), returned[^1]);
    }

    [Theory]
    [InlineData("exit-code:3", "in-order", 0x0300)]
    [InlineData("exit-code:256", "in-order", 0x0000)]
    [InlineData("segfault", "in-order", 0x000b)]
    [InlineData("stop:0.1", "job-control", 0x137f, 0xffff, 0x0000)]
    public async Task The_sandbox_reads_the_raw_values_that_the_kernel_makes(string fault, string wait, params int[] raws)
    {
        JsonElement report = await Report("--workers", "1", "--fault", fault, "--wait", wait);
        Assert.Equal(raws, report.GetProperty("waits").EnumerateArray().Select(call => call.GetProperty("raw").GetInt32()));
    }

    [Fact]
    public async Task A_child_killed_inside_a_shell_is_the_shells_exit_of_128_and_its_signal() =>
        Assert.Equal("0x8b00", await InC("killed-in-shell"));

    [Fact]
    public async Task A_stop_that_was_continued_before_the_wait_is_told_as_continued_alone() =>
        Assert.Equal("0xffff 0x0009", await InC("stop-continue"));

    [Fact]
    public async Task With_SA_NOCLDWAIT_there_is_no_zombie_and_the_wait_fails_with_ECHILD() =>
        Assert.Equal("ECHILD ESRCH", await InC("no-child-wait"));

    [Fact]
    public async Task With_SIGCHLD_ignored_there_is_no_zombie_and_every_wait_fails_with_ECHILD()
    {
        JsonElement report = await Report("--wait", "ignore");
        Assert.All(report.GetProperty("waits").EnumerateArray(), call => Assert.Equal("ECHILD", call.GetProperty("error").GetString()));
        Assert.Equal(0, report.GetProperty("zombies").GetInt32());
    }

    [Fact]
    public async Task A_subreaper_adopts_orphans()
    {
        JsonElement report = await Report("--orphan");
        int host = report.GetProperty("host").GetProperty("pid").GetInt32();
        JsonElement[] parents = [.. report.GetProperty("workers").EnumerateArray().Select(worker => worker.GetProperty("parent"))];
        Assert.All(parents, parent => Assert.Equal(host, parent.GetProperty("old").GetInt32()));
        Assert.Single(parents.Select(parent => parent.GetProperty("new").GetInt32()).Distinct());
        Assert.NotEqual(1, parents[0].GetProperty("new").GetInt32());
    }

    [Fact]
    public async Task The_subreaper_flag_is_not_inherited() => Assert.Equal("1 0", await InC("subreaper-flag"));

    [Theory]
    [InlineData(0, 24)]
    [InlineData(1, 9)]
    public async Task RLIMIT_CPU_brings_SIGXCPU_at_the_soft_limit_and_SIGKILL_at_the_hard_one(int caught, int signal) =>
        Assert.Equal(signal, new WaitStatus(await Number("cpu-limit", caught)).Signal);

    [Theory]
    [InlineData(10, 1)]
    [InlineData(34, 5)]
    public async Task Standard_signals_coalesce_and_real_time_signals_queue(int signal, int come) => Assert.Equal(come, await Number("queue", signal));

    [Fact]
    public async Task The_signals_that_dump_core_are_those_that_the_table_says()
    {
        // Where the core file cannot be written the bit is not set: the table is then held against its own list alone.
        string pattern = await CorePattern();
        int[] dumping = [.. SignalTable.All.Where(signal => signal.Action == SignalAction.Core).Select(signal => signal.Number)];
        Assert.Equal([3, 4, 5, 6, 7, 8, 11, 24, 25, 31], dumping);
        foreach (Signal signal in SignalTable.All.Where(signal => signal.Action is SignalAction.Core or SignalAction.Terminate))
        {
            WaitStatus status = await WithCore(signal.Number, limit: -1);
            Assert.Equal(signal.Number, status.Signal);
            Assert.Equal(dumping.Contains(signal.Number) && !pattern.StartsWith('/'), status.CoreDumped);
        }
    }

    [Fact]
    public async Task The_core_bit_depends_on_the_limit_and_a_piped_pattern_takes_no_notice_of_a_limit_of_0()
    {
        bool piped = (await CorePattern()).StartsWith('|');
        Assert.Equal(piped, (await WithCore(11, limit: 0)).CoreDumped);
        Assert.False((await WithCore(11, limit: 1)).CoreDumped);
    }

    private static async Task<string> CorePattern() =>
        (await File.ReadAllTextAsync("/proc/sys/kernel/core_pattern", TestContext.Current.CancellationToken)).Trim();

    private static async Task<WaitStatus> WithCore(int signal, int limit) => new(int.Parse(
        await InC(new SandboxProgram { Directory = TestFolders.Create(), Limits = [Unlimited] }, "core-bit", $"{signal}", $"{limit}"),
        CultureInfo.InvariantCulture));

    private static async Task<int> Number(string rule, int argument) =>
        int.Parse(await InC(new SandboxProgram(), rule, $"{argument}"), CultureInfo.InvariantCulture);

    private static Task<string> InC(string rule) => InC(new SandboxProgram(), rule);

    private static async Task<string> InC(SandboxProgram how, params string[] arguments)
    {
        await using Stream stream = typeof(KernelRuleTests).Assembly.GetManifestResourceStream("kernel.c")!;
        string source = await new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken);
        SandboxProgram program = how with { Program = await Gcc.Program(source) };
        return (await program.RunWith(arguments)).AssertExit(0).Output.Trim();
    }

    private static async Task<JsonElement> Report(params string[] arguments) =>
        (await SandboxProgram.Run(["run", "--length", "100000", "--json", .. arguments])).AssertExit(0).Json;
}
