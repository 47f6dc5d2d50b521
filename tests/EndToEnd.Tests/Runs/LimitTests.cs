using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Runs;

/// <summary>Limits that workers set on themselves: real runs of a user without privileges, ended by the kernel.</summary>
public class LimitTests
{
    private const int EMFILE = 24, ENOMEM = 12, SIGSEGV = 11, SIGXCPU = 24, SIGXFSZ = 25;

    private static readonly UnprivilegedUser User = new();

    public static TheoryData<string, string, string, WaitStatus> Limits => new(
        from model in Models
        from row in new (string Fault, string Limit, WaitStatus Status)[]
        {
            ("hang", "cpu=1", WaitStatus.OfSignal(SIGXCPU)),
            ("file-size-limit", "fsize=600", WaitStatus.OfSignal(SIGXFSZ)),
            ("open-files", "nofile=8", WaitStatus.OfExit(EMFILE)),
            ("out-of-memory", "as=1m", WaitStatus.OfExit(ENOMEM)),
            ("stack-overflow", "stack=64k", WaitStatus.OfSignal(SIGSEGV)),
        }
        select (model, row.Fault, row.Limit, row.Status));

    public static TheoryData<string> Children => [.. Models];

    private static IEnumerable<string> Models => ModelCatalogue.Own.Where(model => model.Waitable).Select(model => model.Id);

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task A_worker_that_reaches_a_limit_gets_its_signal_or_is_refused_with_its_error(string model, string fault, string limit, WaitStatus status)
    {
        RunReport report = await Report("--model", model, "--fault", fault, "--limit", limit);

        Assert.Equal(status, report.Workers[2].Status);
        Assert.All(report.Workers.Where(worker => worker.Index != 2), worker => Assert.True(worker.Correct));
    }

    [Theory]
    [MemberData(nameof(Children))]
    public async Task Limits_that_nobody_reaches_hurt_nobody(string model) =>
        Assert.Equal(Verdict.Clean, (await Report("--model", model, "--limit", "cpu=60,fsize=1m,nofile=64,stack=1m,as=1024g")).Verdict);

    [Fact]
    public async Task Every_worker_has_the_limits_and_not_the_faulty_one_alone() => Assert.All(
        (await Report("--fault", "open-files", "--faulty", "all", "--limit", "nofile=8")).Workers,
        worker => Assert.Equal(WaitStatus.OfExit(EMFILE), worker.Status));

    [Fact]
    public async Task A_limit_above_the_users_hard_one_is_refused_with_the_numbers_and_nothing_is_started()
    {
        Finished finished = await new SandboxProgram { User = User, Limits = ["--nofile=512:512"] }.RunWith("run", "--limit", "nofile=513", "--json");

        finished.AssertExit(3);
        Assert.Equal("", finished.Output);
        Assert.Contains("--limit nofile=513 is above the hard limit of 512", finished.Error);
    }

    [Fact]
    public async Task A_limit_that_nobody_may_have_is_refused_with_both_numbers() => Assert.Contains(
        "nofile=9000000000000000000 is above the hard limit of",
        (await SandboxProgram.Run("run", "--limit", "nofile=9000000000000000000")).AssertExit(3).Error);

    [Theory]
    [MemberData(nameof(Children))]
    public async Task A_core_file_can_be_asked_for_and_the_status_says_that_it_was_dumped(string model)
    {
        // What a C program with the same limit gets on this machine, whatever its core_pattern is.
        string oracle = await Gcc.Program("""
            #include <stdio.h>
            #include <sys/resource.h>
            #include <sys/wait.h>
            #include <unistd.h>
            int main(void)
            {
                int status;
                pid_t child = fork();
                if (child == 0) {
                    struct rlimit limit;
                    getrlimit(RLIMIT_CORE, &limit);
                    limit.rlim_cur = 64 << 20;
                    setrlimit(RLIMIT_CORE, &limit);
                    *(volatile int *)0 = 42;
                }
                waitpid(child, &status, 0);
                printf("%d\n", status);
                return 0;
            }
            """);
        SandboxProgram program = new() { Directory = TestFolders.Create() };
        int expected = int.Parse((await (program with { Program = oracle }).RunWith()).AssertExit(0).Output, System.Globalization.CultureInfo.InvariantCulture);
        string[] before = Directory.GetFiles(program.Directory);
        File.Delete(Path.Combine(program.Directory, "core"));

        Finished asked = (await program.RunWith("run", "--model", model, "--length", "1000", "--fault", "segfault", "--limit", "core=64m", "--json")).AssertExit(0);
        RunReport report = ReportJson.Read(asked.Output);

        Assert.Equal([0, 0, expected, 0], report.Workers.Select(worker => worker.Status!.Value.Raw));
        Assert.Equal(before.Length > 0, Directory.GetFiles(program.Directory).Length > 0);
        // And nobody else's: the host of a run that is killed leaves none.
        Assert.Equal(SIGSEGV, ReportJson.Read((await program.RunWith("run", "--model", model, "--length", "1000", "--fault", "segfault", "--json")).AssertExit(0).Output).Workers[2].Status!.Value.Raw);
    }

    /// <summary>All faults that end in a signal, but for exec's like, whose memory is the new program's own matter.</summary>
    public static TheoryData<string, string> Faults => new(
        from model in (string[])["processes", "spawn"]
        from fault in FaultCatalogue.All
        where !fault.LosesHost && fault.Actor == FaultActor.FaultyWorker && fault.ChildStatus(fault.Argument is { } argument ? argument.Parse(argument.Default)!.Value : 0) is { Signaled: true }
        select (model, fault.Id));

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_limit_that_leaves_no_memory_and_no_descriptor_keeps_no_fault_away(string model, string fault)
    {
        RunReport with = await Report("--model", model, "--fault", fault, "--limit", "as=1m,nofile=3"), without = await Report("--model", model, "--fault", fault);

        Assert.Equal((without.Verdict, without.Workers[2].Status), (with.Verdict, with.Workers[2].Status));
    }

    private static async Task<RunReport> Report(params string[] options)
    {
        Finished finished = await new SandboxProgram { User = User }.RunWith(["run", "--length", "1000", "--timeout", "60", "--json", .. options]);
        return ReportJson.Read(finished.AssertExit(0).Output);
    }
}
