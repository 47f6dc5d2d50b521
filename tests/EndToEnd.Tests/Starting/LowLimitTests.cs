using Sandbox.Core.Catalogue;

namespace Sandbox.EndToEnd.Tests.Starting;

/// <summary>Limits of the parent's: a command works within them, or says which of them leaves no room.</summary>
public class LowLimitTests
{
    private const string LeastFiles = "resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))";
    private const string LeastAddressSpace = "resource.setrlimit(resource.RLIMIT_AS, (1000000000, 1000000000))";

    // Above the least of a command: the array of a run with the defaults and the stacks of 64 threads are private too.
    private const string LeastData = "resource.setrlimit(resource.RLIMIT_DATA, (150000000, 150000000))";

    public static TheoryData<string, string> Least => new(
        from limit in new[] { LeastFiles, LeastAddressSpace, LeastData }
        from command in new[]
        {
            "decode 11", "doctor", "matrix --faults none,segfault", "scenario run wait-for-it --json", "run --workers 64 --orphan --length 100000",
        }.Concat(ModelCatalogue.Own.Select(model => $"run --workers {(model.Single ? 1 : 64)} --model {model.Id}"))
        select (limit, command));

    public static TheoryData<string> Below => new(
        from limit in new[] { "--nofile=5", "--nofile=20", "--nofile=63", "--as=50000000", "--as=200000000", "--as=500000000", "--as=999999999", "--data=10000000", "--data=99999999" }
        select limit);

    [Theory]
    [MemberData(nameof(Least))]
    public async Task With_the_least_that_is_enough_everything_works(string limit, string command) =>
        (await Parent.Run(limit, command.Split(' '))).AssertExit(0);

    [Theory]
    [MemberData(nameof(Below))]
    public async Task Below_that_it_says_which_limit_and_how_much_is_needed(string limit)
    {
        string[] pair = limit.Split('=');
        string kib = $"{long.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture) / 1024} KiB";
        (string name, string number) = pair[0] switch
        {
            "--nofile" => ("RLIMIT_NOFILE (ulimit -n)", pair[1]),
            "--as" => ("RLIMIT_AS (ulimit -v)", kib),
            _ => ("RLIMIT_DATA (ulimit -d)", kib),
        };
        foreach (string command in new[] { "run", "decode 11" })
        {
            Finished finished = await new SandboxProgram { Limits = [limit] }.RunWith(command.Split(' '));

            finished.AssertExit(3);
            Assert.Equal("", finished.Output);
            Assert.Contains($"the machine refused: {name} allows {number}", finished.Error);
            Assert.Contains("nothing was started", finished.Error);
        }
    }

    [Theory]
    [InlineData("--nofile=64")]
    [InlineData("--as=1000000000")]
    [InlineData("--data=150000000")]
    public async Task With_the_least_that_is_enough_the_screen_runs_again_and_again(string limit)
    {
        using Pty pty = new();
        ChildProcess screen = pty.Start(new SandboxProgram { Limits = [limit] });
        await pty.WaitFor(written => written.Contains("\e[?1049h", StringComparison.Ordinal), "the screen");
        for (int runs = 1; runs <= 5; runs++)
        {
            int before = Count(pty);
            await pty.TypeAndSee("r");
            await Eventually.Assert(() => Count(pty) > before, $"run {runs} to end", () => pty.Written);
        }
        pty.Type("q");
        Assert.Equal(0, await screen.Status);
        await pty.AssertNothingLeft(screen);

        static int Count(Pty pty) => pty.Written.Split("clean").Length;
    }

    [Fact]
    public async Task Descriptors_that_the_parent_left_open_count()
    {
        Finished finished = await Parent.Run(
            "resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))\nfor fd in range(3, 50): os.dup2(0, fd)", "run");
        finished.AssertExit(3);
        Assert.Contains("allows 64 open files, of which 14 are free; expected at least 32 that are free", finished.Error);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1024)]
    public async Task Where_no_file_may_be_large_enough_for_the_board_no_run_starts(int bytes)
    {
        foreach (ExecutionModel model in ModelCatalogue.Own)
        {
            Finished finished = await new SandboxProgram { Limits = [$"--fsize={bytes}"] }.RunWith("run", "--model", model.Id, "--length", "1000");
            finished.AssertExit(3);
            Assert.Contains($"EFBIG (RLIMIT_FSIZE (ulimit -f) allows {bytes} bytes)", finished.Error);
        }
    }

    [Fact]
    public async Task Where_no_file_may_be_large_enough_for_the_array_of_fresh_programs_their_run_is_refused()
    {
        SandboxProgram program = new() { Limits = ["--fsize=100000"] };
        (await program.RunWith("run", "--length", "100000")).AssertExit(0);
        Finished finished = await program.RunWith("run", "--model", "spawn", "--length", "100000");
        finished.AssertExit(3);
        Assert.Contains("EFBIG (RLIMIT_FSIZE (ulimit -f) allows 100000 bytes)", finished.Error);
    }

    [Fact]
    public async Task An_output_past_the_limit_of_a_files_size_is_told()
    {
        string file = Path.Combine(TestFolders.Create(), "out");
        SandboxProgram bash = new() { Program = "bash" };

        Finished finished = await bash.RunWith("-c", "exec prlimit --fsize=1000 \"$0\" signals >\"$1\"", SandboxProgram.Location, file);

        finished.AssertExit(3);
        Assert.Contains("the output could not be written: File too large (RLIMIT_FSIZE (ulimit -f) allows 1000 bytes)", finished.Error);
        Assert.Equal(1000, new FileInfo(file).Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public async Task A_user_who_may_have_no_more_processes_is_told(int processes)
    {
        foreach (string command in new[] { "run", "decode 11", "matrix" })
        {
            Finished finished = await new SandboxProgram { User = new UnprivilegedUser(), Limits = [$"--nproc={processes}"] }.RunWith(command.Split(' '));
            finished.AssertExit(3);
            Assert.Contains($"RLIMIT_NPROC (ulimit -u) allows this user {processes} processes and threads", finished.Error);
        }
    }

    [Fact]
    public async Task Root_is_held_to_no_limit_of_processes_as_the_kernel_holds_it_to_none()
    {
        // Root of a user namespace is held to it, and so is everybody else.
        bool above = Environment.IsPrivilegedProcess && File.ReadAllText("/proc/self/uid_map").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is ["0", "0", "4294967295"];
        Finished finished = await new SandboxProgram { Limits = ["--nproc=1"] }.RunWith("run", "--length", "1000");
        finished.AssertExit(above ? 0 : 3);
    }

    [Theory]
    [InlineData("--model threads --workers 4000 --length 1000", "1015.6 MiB of address space")]
    [InlineData("--model processes --length 200000000", "762.9 MiB of address space")]
    public async Task A_run_that_needs_more_address_space_than_there_may_be_is_refused_with_the_numbers(string options, string needed)
    {
        Finished finished = await new SandboxProgram { Limits = ["--as=1000000000"] }.RunWith(["run", .. options.Split(' ')]);
        finished.AssertExit(3);
        Assert.Contains(needed, finished.Error);
        Assert.Contains("RLIMIT_AS (ulimit -v) of 953.7 MiB leaves 348.8 MiB", finished.Error);
    }

    [Theory]
    [InlineData("--model threads --workers 500 --length 1000", "125.0 MiB of private memory")]
    [InlineData("--model processes --length 30000000", "114.4 MiB of private memory")]
    [InlineData("--model spawn --length 30000000", "114.4 MiB of private memory")]
    public async Task A_run_that_needs_more_private_memory_than_there_may_be_is_refused_with_the_numbers(string options, string needed)
    {
        Finished finished = await new SandboxProgram { Limits = ["--data=100000000"] }.RunWith(["run", .. options.Split(' ')]);
        finished.AssertExit(3);
        Assert.Contains(needed, finished.Error);
        Assert.Contains("RLIMIT_DATA (ulimit -d) of 95.4 MiB leaves 31.4 MiB", finished.Error);
    }

    [Fact]
    public async Task A_fresh_program_that_cannot_come_to_its_work_is_no_signal_from_outside()
    {
        // The limit is met by the workers alone: it is set where they begin, in the place of a machine that has no memory left.
        string shim = await Gcc.Program("""
            #define _GNU_SOURCE
            #include <string.h>
            #include <sys/resource.h>
            __attribute__((constructor)) static void limit(int argc, char **argv)
            {
                if (argc > 1 && !strcmp(argv[1], "worker"))
                    setrlimit(RLIMIT_AS, &(struct rlimit){ 900000000, 900000000 });
            }
            """, "-shared", "-fPIC");
        SandboxProgram program = new() { Variables = new Dictionary<string, string?> { ["LD_PRELOAD"] = shim } };

        Finished finished = await program.RunWith("run", "--model", "spawn", "--length", "200000000");

        finished.AssertExit(3);
        Assert.Contains("the machine refused: a worker could not begin: mmap of 8", finished.Error);
        Assert.Contains("ENOMEM (RLIMIT_AS (ulimit -v) allows 878906 KiB)", finished.Error);
        Assert.DoesNotContain("from outside", finished.Output);
    }

    [Fact]
    public async Task An_input_without_an_end_and_without_lines_ends_the_questions()
    {
        SandboxProgram bash = new() { Program = "bash" };
        foreach (string command in new[] { "run --step --length 1000", "scenario run signals" })
        {
            Finished finished = await bash.RunWith("-c", $"exec prlimit --as=1500000000 \"$0\" {command} </dev/zero", SandboxProgram.Location);
            finished.AssertExit(0);
        }
    }

    [Fact]
    public async Task Without_proc_what_needs_it_says_so_and_the_rest_works()
    {
        (await WithoutProc("decode", "11")).AssertExit(0);
        (await WithoutProc("models")).AssertExit(0);
        (await WithoutProc("doctor")).AssertExit(3);
        foreach (string command in new[] { "run", "run --model threads", "run --model spawn", "matrix --faults none", "scenario run wait-for-it" })
        {
            Finished finished = await WithoutProc(command.Split(' '));
            finished.AssertExit(3);
            Assert.Contains("/proc is not mounted", finished.Error);
        }
    }

    private static Task<Finished> WithoutProc(params string[] arguments) => new SandboxProgram { Program = "unshare" }.RunWith(
        [Environment.IsPrivilegedProcess ? "-m" : "-rm", "sh", "-c", "mount -t tmpfs none /proc && exec \"$0\" \"$@\"", SandboxProgram.Location, .. arguments]);
}
