using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Runs;

/// <summary>Killed, interrupted, refused: whatever happens, nobody is left behind, and the words say why.</summary>
public class BadDaysTests
{
    private const int SIGINT = 2, SIGKILL = 9, SIGTERM = 15;

    public static TheoryData<string, int> Moments()
    {
        TheoryData<string, int> rows = [];
        foreach (string model in new[] { "sequential", "threads", "processes", "shared", "spawn" })
        {
            for (int processes = 1; processes <= (model is "sequential" or "threads" ? 2 : 8); processes++)
                rows.Add(model, processes);
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Killed_at_the_moment_when_so_many_processes_are_there_it_leaves_nobody_behind(string model, int processes)
    {
        using RunningProgram running = new SandboxProgram().Start(
            "run", "--model", model, "--workers", "6", "--length", "2000000", "--pace", "20", "--timeout", "60", "--json");
        await Eventually.Assert(() => running.Processes().Count >= processes, $"{processes} processes", () => string.Join('\n', running.Processes()));

        running.Child.Send(SIGKILL);

        Finished finished = await running.Finish();
        Assert.Equal(SIGKILL, finished.Signal);
    }

    [Theory]
    [InlineData(SIGINT, 130)]
    [InlineData(SIGTERM, 143)]
    public async Task A_signal_ends_the_run_and_the_command_says_so(int signal, int code)
    {
        using RunningProgram running = new SandboxProgram().Start(
            "run", "--workers", "4", "--fault", "hang", "--faulty", "all", "--timeout", "60", "--json");
        await Eventually.Assert(() => running.Processes().Count >= 6, "4 workers", () => string.Join('\n', running.Processes()));

        running.Child.Send(signal);

        Finished finished = await running.Finish();
        finished.AssertExit(code);
        Assert.Equal("", finished.Output);
        Assert.Contains("ended the run", finished.Error);
    }

    [Fact]
    public async Task A_host_that_somebody_kills_is_reported_as_lost_and_its_orphans_are_reaped()
    {
        using RunningProgram running = new SandboxProgram().Start(
            "run", "--workers", "4", "--pace", "20", "--timeout", "60", "--json");
        await Eventually.Assert(() => running.Processes().Count >= 6, "4 workers", () => string.Join('\n', running.Processes()));
        ProcessEntry host = running.Processes().Single(entry => entry.Parent == running.Child.Pid);

        Assert.Equal(0, LibC.kill(host.Pid, SIGKILL));

        JsonElement report = (await running.Finish()).AssertExit(0).Json;
        Assert.Equal("lost", report.GetProperty("verdict").GetString());
        Assert.Equal(SIGKILL, report.GetProperty("host").GetProperty("status").GetProperty("signal").GetInt32());
        Assert.All(report.GetProperty("workers").EnumerateArray(), worker => Assert.Equal("lost", worker.GetProperty("state").GetString()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task When_fork_fails_halfway_the_children_it_has_are_ended_and_reaped_and_counted(int succeed)
    {
        // As the kernel answers when RLIMIT_NPROC or pids.max is reached; as root, RLIMIT_NPROC never is.
        string shim = await Gcc.Program($$"""
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <errno.h>
            #include <sys/types.h>
            pid_t fork(void)
            {
                static int calls;
                static pid_t (*real)(void);
                if (!real)
                    real = (pid_t (*)(void))dlsym(RTLD_NEXT, "fork");
                if (++calls <= {{succeed}})
                    return real();
                errno = EAGAIN;
                return -1;
            }
            """, "-shared", "-fPIC");
        SandboxProgram program = new() { Variables = new Dictionary<string, string?> { ["LD_PRELOAD"] = shim } };

        Finished finished = await program.RunWith("run", "--workers", "8", "--pace", "30", "--timeout", "60", "--json");

        JsonElement report = finished.AssertExit(3).Json;
        Assert.Equal(JsonValueKind.Null, report.GetProperty("verdict").ValueKind);
        JsonElement[] workers = [.. report.GetProperty("workers").EnumerateArray()];
        Assert.All(workers[..succeed], worker => Assert.Equal(SIGKILL, worker.GetProperty("status").GetProperty("raw").GetInt32()));
        Assert.All(workers[succeed..], worker => Assert.Equal("unknown", worker.GetProperty("state").GetString()));
        Assert.Contains("EAGAIN", finished.Error);
        Assert.Contains($"{succeed} of 8 workers", finished.Error);
    }

    [Theory]
    [InlineData("threads", 0)]
    [InlineData("threads", 1)]
    [InlineData("threads", 5)]
    [InlineData("spawn", 1)]
    [InlineData("spawn", 5)]
    public async Task A_worker_that_was_refused_is_not_counted_among_those_that_could_be_started(string model, int succeed)
    {
        // In the host alone: the command has threads and a child of its own.
        string shim = await Gcc.Program($$"""
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <errno.h>
            #include <pthread.h>
            #include <spawn.h>
            #include <string.h>
            static int calls;
            static int refused(void)
            {
                return !strcmp(program_invocation_short_name, "sandbox-host") && ++calls > {{succeed}};
            }
            int pthread_create(pthread_t *thread, const pthread_attr_t *attr, void *(*start)(void *), void *arg)
            {
                size_t stack = 0;
                int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *) =
                    (int (*)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *))dlsym(RTLD_NEXT, "pthread_create");
                if (attr)
                    pthread_attr_getstacksize(attr, &stack);
                if (stack == 256 * 1024 && refused())
                    return EAGAIN;
                return real(thread, attr, start, arg);
            }
            int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attr, char *const argv[], char *const envp[])
            {
                int (*real)(pid_t *, const char *, const posix_spawn_file_actions_t *, const posix_spawnattr_t *, char *const *, char *const *) =
                    (int (*)(pid_t *, const char *, const posix_spawn_file_actions_t *, const posix_spawnattr_t *, char *const *, char *const *))dlsym(RTLD_NEXT, "posix_spawn");
                return refused() ? EAGAIN : real(pid, path, actions, attr, argv, envp);
            }
            """, "-shared", "-fPIC");
        SandboxProgram program = new() { Variables = new Dictionary<string, string?> { ["LD_PRELOAD"] = shim } };

        Finished finished = await program.RunWith("run", "--model", model, "--workers", "8", "--length", "1000", "--pace", "30", "--timeout", "60", "--json");

        JsonElement report = finished.AssertExit(3).Json;
        Assert.Equal(JsonValueKind.Null, report.GetProperty("verdict").ValueKind);
        JsonElement[] workers = [.. report.GetProperty("workers").EnumerateArray()];
        Assert.All(workers[..succeed], worker => Assert.NotEqual(JsonValueKind.Null, worker.GetProperty("pid").ValueKind));
        Assert.All(workers[succeed..], worker => Assert.Equal(
            ("unknown", JsonValueKind.Null, JsonValueKind.Null),
            (worker.GetProperty("state").GetString(), worker.GetProperty("pid").ValueKind, worker.GetProperty("endedBy").ValueKind)));
        Assert.Contains("EAGAIN", finished.Error);
        Assert.Contains($"only {succeed} of 8 workers could be started", finished.Error);
    }

    [Fact]
    public async Task A_user_at_the_limit_of_processes_is_told_the_numbers_and_nothing_is_started()
    {
        SandboxProgram program = new() { User = new UnprivilegedUser { CountedAnew = true }, Limits = ["--nproc=40"] };

        Finished finished = await program.RunWith("run", "--workers", "64", "--json");

        finished.AssertExit(3);
        Assert.Equal("", finished.Output);
        Assert.Contains("RLIMIT_NPROC (ulimit -u) of 40", finished.Error);
        Assert.Contains("--workers 64", finished.Error);
    }

    [Fact]
    public async Task In_a_user_namespace_only_its_own_processes_count_as_the_kernel_counts_them()
    {
        UnprivilegedUser user = new();
        SandboxProgram shell = new() { Program = "sh", User = user };
        const string outside = """
            for i in $(seq 40); do sleep 100 & all="$all $!"; done
            "$@"; code=$?; kill $all; wait; exit $code
            """;

        Finished finished = await shell.RunWith(
            ["-c", outside, "sh", .. UnprivilegedUser.OwnNamespace, "prlimit", "--nproc=40", "--", UnprivilegedUser.Reachable(SandboxProgram.Location), "run", "--workers", "20", "--length", "1000", "--check"]);

        finished.AssertExit(0);
    }

    [Fact]
    public async Task An_array_that_the_machine_has_no_memory_for_is_refused_with_the_numbers()
    {
        string config = Path.Combine(TestFolders.Create(), "appsettings.json");
        await File.WriteAllTextAsync(config, """{"caps": {"arrayBytes": 4000000000000000}}""", TestContext.Current.CancellationToken);
        SandboxProgram program = new() { Variables = new Dictionary<string, string?> { ["SANDBOX_CONFIG"] = config } };

        Finished finished = await program.RunWith("run", "--length", "900000000000000");

        finished.AssertExit(3);
        Assert.Contains("GiB of memory", finished.Error);
    }

    [Fact]
    public async Task Without_any_privilege_every_model_runs()
    {
        UnprivilegedUser user = new();
        foreach (string model in new[] { "sequential", "threads", "processes", "shared", "spawn" })
        {
            Finished finished = await new SandboxProgram { User = user }.RunWith("run", "--model", model, "--length", "100000", "--check");
            finished.AssertExit(0);
        }
    }

    [Fact]
    public async Task No_core_file_is_left_even_where_core_files_are_wanted()
    {
        string folder = TestFolders.Create();
        foreach (string model in new[] { "threads", "processes", "spawn" })
        {
            SandboxProgram program = new() { Directory = folder, Limits = ["--core=unlimited"] };
            (await program.RunWith("run", "--model", model, "--length", "1000", "--fault", "segfault", "--json")).AssertExit(0);
        }
        Assert.Empty(Directory.EnumerateFiles(folder, "core*"));
    }
}
