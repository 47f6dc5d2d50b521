namespace Sandbox.EndToEnd.Tests.Runs;

/// <summary>A thread or a process that is not to be had, whoever wants it and whenever: exit code 3, and the limit.</summary>
public class RefusedTests
{
    /// <summary>The threads that a command tries at its start, all eight or none: a failure there is said by what tried.</summary>
    private const int Tried = 8;

    [Theory]
    [InlineData("run --length 3000000 --check")]
    [InlineData("run --length 1000 --plain --model threads")]
    [InlineData("matrix --models processes --faults segfault")]
    [InlineData("scenario run zombies --json")]
    [InlineData("scenario check SCENARIOS/zombies")]
    [InlineData("record wait-for-it -o x.cast --force")]
    [InlineData("trace -- true")]
    [InlineData("doctor")]
    [InlineData("decode 11")]
    public async Task Whichever_of_a_commands_threads_is_not_to_be_had_it_works_or_names_the_limit(string command)
    {
        // The runtime starts most of them by itself. The last of the numbers is beyond them all, or the machine has more processors than the pool cares for.
        SandboxProgram program = await WithoutThreads("sandbox") with { Directory = TestFolders.Create() };
        string[] words = Words(command);
        List<int> refused = [];
        foreach (int threads in Enumerable.Range(Tried, 7))
        {
            Finished finished = await Allowing(program, threads).RunWith(words);
            Assert.True(finished.ExitCode is 0 or 3, $"{threads} threads: {finished.RawStatus:x}\n{finished.Error}");
            if (finished.ExitCode == 3)
            {
                refused.Add(threads);
                Assert.StartsWith("sandbox: the machine refused: a thread could not be started (Resource temporarily unavailable); what can limit them: pids.max", finished.Error);
                Assert.Single(finished.Error.TrimEnd('\n').Split('\n'));
            }
        }
        Assert.Contains(Tried, refused);
    }

    [Theory]
    [InlineData("processes", 0, "a thread could not be started")]
    [InlineData("spawn", 0, "a thread could not be started")]
    [InlineData("processes", 1, null)]
    [InlineData("spawn", 1, null)]
    [InlineData("threads", 2, "only 1 of 4 workers could be started: pthread_create failed with EAGAIN for worker 1")]
    public async Task A_host_without_a_thread_says_so_or_does_without(string model, int threads, string? words)
    {
        Finished finished = await Allowing(await WithoutThreads("sandbox-host"), threads).RunWith("run", "--model", model, "--length", "1000", "--check");
        finished.AssertExit(words is null ? 0 : 3);
        Assert.Contains(words ?? "", finished.Error);
    }

    [Fact]
    public async Task A_screen_without_a_thread_gives_the_terminal_back_before_it_says_so()
    {
        SandboxProgram program = Allowing(await WithoutThreads("sandbox"), 11);
        using Pty pty = new();
        string modes = pty.Modes;
        ChildProcess screen = pty.Start(program);

        // What it wants first, or at the latest a run.
        await pty.WaitFor(written => written.Contains("\e[?1049h", StringComparison.Ordinal) || written.Contains("refused", StringComparison.Ordinal), "the screen");
        pty.Type("r");
        int status = await screen.Status;

        await pty.WaitFor(written => written.Contains("could not be started", StringComparison.Ordinal), "why it ended");
        Assert.Equal(3 << 8, status);
        Assert.Equal(modes, pty.Modes);
        string after = pty.Written[(pty.Written.LastIndexOf("\e[?1049l", StringComparison.Ordinal) + 1)..];
        Assert.Contains("sandbox: the machine refused: a thread could not be started", after);
        await pty.AssertNothingLeft(screen);
    }

    [Theory]
    [InlineData("run --length 1000")]
    [InlineData("run --length 1000 --plain")]
    [InlineData("matrix --models processes --faults none")]
    [InlineData("scenario run wait-for-it --json")]
    [InlineData("scenario check SCENARIOS/zombies")]
    [InlineData("record wait-for-it -o x.cast")]
    public async Task Whoever_runs_it_a_run_without_all_of_its_workers_is_a_refusal_with_the_call_that_failed(string command)
    {
        string shim = await Gcc.Program("""
            #include <errno.h>
            #include <sys/types.h>
            pid_t fork(void)
            {
                errno = EAGAIN;
                return -1;
            }
            """, "-shared", "-fPIC");
        SandboxProgram program = new() { Directory = TestFolders.Create(), Variables = new Dictionary<string, string?> { ["LD_PRELOAD"] = shim } };

        Finished finished = await program.RunWith(Words(command));

        finished.AssertExit(3);
        Assert.Contains("only 0 of 4 workers could be started: fork failed with EAGAIN for worker 0", finished.Error);
        Assert.DoesNotContain("nothing was started", finished.Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(program.Directory));
    }

    [Fact]
    public async Task A_file_past_the_limit_of_a_files_size_names_it()
    {
        SandboxProgram program = new() { Directory = TestFolders.Create(), Limits = ["--fsize=100"] };
        Finished finished = (await program.RunWith("export", "-o", "x.c")).AssertExit(3);
        Assert.Contains("x.c: File too large (RLIMIT_FSIZE (ulimit -f) allows 100 bytes)", finished.Error);
    }

    // The folder may have a blank in its name: it is put in when the words are parted.
    private static string[] Words(string command) =>
        [.. command.Split(' ').Select(word => word.Replace("SCENARIOS", SandboxProgram.Beside("scenarios"), StringComparison.Ordinal))];

    private static SandboxProgram Allowing(SandboxProgram program, int threads) =>
        program with { Variables = new Dictionary<string, string?>(program.Variables) { ["THREADS"] = $"{threads}" } };

    /// <summary>The program under test, one of whose two programs gets no more than a number of threads.</summary>
    private static async Task<SandboxProgram> WithoutThreads(string program)
    {
        string shim = await Gcc.Program($$"""
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <errno.h>
            #include <pthread.h>
            #include <stdlib.h>
            #include <string.h>
            int pthread_create(pthread_t *thread, const pthread_attr_t *attr, void *(*start)(void *), void *arg)
            {
                static int calls;
                int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *) =
                    (int (*)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *))dlsym(RTLD_NEXT, "pthread_create");
                if (!strcmp(program_invocation_short_name, "{{program}}") && __sync_add_and_fetch(&calls, 1) > atoi(getenv("THREADS")))
                    return EAGAIN;
                return real(thread, attr, start, arg);
            }
            """, "-shared", "-fPIC");
        return new SandboxProgram { Variables = new Dictionary<string, string?> { ["LD_PRELOAD"] = shim } };
    }
}
