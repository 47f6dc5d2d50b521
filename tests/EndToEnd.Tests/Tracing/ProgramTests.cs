using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Tracing;

/// <summary>Programs that other people wrote, programs that cannot be started, and what is done to programs from outside.</summary>
public class ProgramTests
{
    [Theory]
    [InlineData("nothing-of-this-name", "no folder of PATH has such a program")]
    [InlineData("/there/is/nothing", "there is no such file")]
    [InlineData("/etc", "it is a folder")]
    [InlineData("/etc/passwd", "it is not executable")]
    [InlineData("{0}/no-interpreter", "its first line names \"/no/such\" as the interpreter")]
    [InlineData("{0}/other-machine", "it is a program for another machine")]
    public async Task What_cannot_be_started_has_the_exit_code_of_bash_and_words(string program, string words)
    {
        string folder = TestFolders.Create();
        Executables.Write(Path.Combine(folder, "no-interpreter"), "#!/no/such\n");
        Executables.Write(Path.Combine(folder, "other-machine"), "\u007fELF\u0002\u0001\u0001" + new string('x', 60));
        program = string.Format(System.Globalization.CultureInfo.InvariantCulture, program, folder);

        Finished bash = await new SandboxProgram { Program = "bash" }.RunWith("-c", "\"$0\"", program);
        Finished trace = await SandboxProgram.Run("trace", "--", program);

        Assert.Equal(bash.ExitCode, trace.ExitCode);
        Assert.Contains(words, trace.Error, StringComparison.Ordinal);
        Assert.Empty(trace.Output);
    }

    [Fact]
    public async Task A_file_without_an_interpreters_line_is_no_program()
    {
        string script = Path.Combine(TestFolders.Create(), "script");
        Executables.Write(script, "echo hello\n");
        Finished trace = (await SandboxProgram.Run("trace", "--", script)).AssertExit(126);
        Assert.Contains("no first line such as #!/bin/sh", trace.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipeline_of_a_shell_is_a_tree_and_prints_what_it_prints()
    {
        Finished finished = (await SandboxProgram.Run("trace", "--json", "--", "bash", "-c", "printf 'b\\na\\n' | sort | head -n 1; (exit 4)")).AssertExit(0);
        Assert.Equal("a\n", finished.Error);
        JsonElement[] processes = finished.Json.Processes();
        Assert.Equal(["bash", "bash", "bash", "head", "sort"], processes.Select(process => process.Text("name")).Order());
        Assert.Contains(processes, process => process.Raw() == 0x400);
    }

    [Fact]
    public async Task Job_control_of_a_shell_is_what_it_is_without_a_tracer()
    {
        const string Script = "exec 2>/dev/null; set -m; sleep 100 & kill -STOP %1; wait %1; echo $?; jobs; kill -CONT %1; kill -TERM %1; wait %1; echo $?";
        Finished bare = await new SandboxProgram { Program = "bash" }.RunWith("-c", Script);
        Finished trace = (await SandboxProgram.Run("trace", "--json", "--", "bash", "-c", Script)).AssertExit(0);
        Assert.Equal(bare.Output, trace.Error[..bare.Output.Length]);
        Assert.Contains("stopped by SIGSTOP (19)", trace.Json.Texts("stopped"));
        Assert.Single(trace.Json.Texts("continued"));
    }

    [Fact]
    public async Task Pythons_multiprocessing_has_the_exit_codes_that_it_reports()
    {
        const string Script = """
            import multiprocessing as m, os, signal
            def work(i):
                if i == 1: os._exit(9)
                if i == 2: os.kill(os.getpid(), signal.SIGSEGV)
            workers = [m.get_context("fork").Process(target=work, args=(i,)) for i in range(4)]
            for worker in workers: worker.start()
            for worker in workers: worker.join()
            print([worker.exitcode for worker in workers])
            """;
        Finished finished = (await SandboxProgram.Run("trace", "--json", "--", "python3", "-c", Script)).AssertExit(0);
        Assert.Contains("[0, 9, -11, 0]", finished.Error, StringComparison.Ordinal);
        Assert.Contains(finished.Json.Processes(), process => process.Raw() == 0x900);
        Assert.Contains(finished.Json.Processes(), process => process.Raw() is 0x0b or 0x8b);
    }

    [Fact]
    public async Task A_static_program_is_traced_as_any()
    {
        const string Source = "#include <sys/wait.h>\n#include <unistd.h>\nint main(void) { if (fork() == 0) _exit(3); wait(NULL); return 0; }\n";
        JsonElement trace = (await SandboxProgram.Run("trace", "--json", "--", await Gcc.Program(Source, "-static"))).AssertExit(0).Json;
        Assert.Equal("unnoticed", trace.Text("verdict"));
        Assert.Equal("thrown-away", trace.Processes()[1].Text("fate"));
    }

    [Fact]
    public async Task The_program_finds_the_environment_signals_and_limits_that_the_sandbox_was_given()
    {
        const string Script = "grep -E 'SigBlk|SigIgn' /proc/self/status; ulimit -n; ulimit -c; env | sort";
        SandboxProgram program = new() { Variables = new Dictionary<string, string?> { ["DOTNET_X"] = "kept" }, Limits = ["--nofile=128:200"] };
        Finished bare = await (program with { Program = "sh" }).RunWith("-c", $"trap '' HUP; exec sh -c \"{Script}\"");
        Finished trace = await (program with { Program = "sh" }).RunWith("-c", $"trap '' HUP; exec '{SandboxProgram.Location}' trace --json -- sh -c \"{Script}\"");
        Assert.Equal(Comparable(bare.Output), Comparable(trace.AssertExit(0).Error));

        // What each run of a test has for itself.
        static string[] Comparable(string text) => [.. text.Split('\n').Where(line => !line.StartsWith("STARTED_BY_TEST=", StringComparison.Ordinal)
            && !line.StartsWith("HOME=", StringComparison.Ordinal) && !line.StartsWith("TMPDIR=", StringComparison.Ordinal) && !line.StartsWith("_=", StringComparison.Ordinal))];
    }

    [Theory]
    [InlineData("fork:2:EAGAIN", "import os\nfor i in range(3):\n try:\n  p = os.fork()\n  if p == 0: os._exit(0)\n  os.waitpid(p, 0); print('born')\n except OSError as e: print(e.errno)", "born\n11\nborn\n")]
    [InlineData("wait:1:ECHILD", "import os\nif os.fork() == 0: os._exit(0)\nfor i in range(2):\n try: print(os.wait()[1])\n except OSError as e: print(e.errno)", "10\n0\n")]
    [InlineData("pipe:1:EMFILE", "import os\ntry: os.pipe()\nexcept OSError as e: print(e.errno)", "24\n")]
    [InlineData("mkdir:1:=0", "import os\nos.mkdir('/there/is/nothing/at/all'); print('made')", "made\n")]
    [InlineData("limit:nofile=16", "import resource\nprint(resource.getrlimit(resource.RLIMIT_NOFILE)[0])", "16\n")]
    public async Task What_is_injected_reaches_the_program(string what, string script, string prints)
    {
        Finished finished = (await SandboxProgram.Run("trace", "--json", "--inject", what, "--", "/usr/bin/python3", "-S", "-c", script)).AssertExit(0);
        Assert.Equal(prints, finished.Error);
        if (!what.StartsWith("limit:", StringComparison.Ordinal))
            Assert.Single(finished.Json.Texts("injected"));
    }

    [Theory]
    [InlineData("wait:1:SIGKILL", "if :; then (exit 0); fi; wait; (exit 0) | cat", 9)]
    [InlineData("0.2s:SIGTERM", "exec sleep 100", 15)]
    public async Task A_signal_comes_at_a_call_or_at_a_moment(string what, string script, int signal)
    {
        JsonElement trace = (await SandboxProgram.Run("trace", "--json", "--inject", what, "--", "dash", "-c", script)).AssertExit(0).Json;
        Assert.Contains(trace.Processes(), process => process.Raw() == signal);
        Assert.Single(trace.Texts("injected"));
    }

    [Fact]
    public async Task All_calls_are_told_where_they_are_asked_for()
    {
        JsonElement trace = (await SandboxProgram.Run("trace", "--json", "--all-calls", "--", "mkdir", "/there/is/nothing")).AssertExit(0).Json;
        Assert.Contains("mkdir = -1 ENOENT", trace.Texts("called"));
        Assert.Contains(trace.Texts("called"), text => text.StartsWith("openat = 3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Output_goes_to_a_file_and_one_that_is_there_is_left_alone()
    {
        string file = Path.Combine(TestFolders.Create(), "out");
        (await SandboxProgram.Run("trace", "--output", file, "--", "sh", "-c", "echo one; echo two >&2")).AssertExit(0);
        Assert.Equal("one\ntwo\n", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Contains("is there already", (await SandboxProgram.Run("trace", "--output", file, "--", "true")).AssertExit(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_traced_already_cannot_be_traced_and_the_words_say_by_whom()
    {
        Finished inside = await SandboxProgram.Run("trace", "--json", "--", SandboxProgram.Location, "trace", "--", "true");
        Assert.Contains("pid", (inside.AssertExit(0)).Error, StringComparison.Ordinal);
        Assert.Contains("the machine refused: ptrace(PTRACE_SEIZE) failed with EPERM: something traces the sandbox itself", inside.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_name_of_a_call_is_that_of_C()
    {
        string source = "#include <asm/unistd.h>\n" + string.Concat(
            Sandbox.Core.Tracing.CallNames.All.Select(call => $"#ifdef __NR_{call.Name}\n_Static_assert(__NR_{call.Name} == {call.Number}, \"{call.Name}\");\n#else\n#error {call.Name} is none\n#endif\n"));
        Finished checkedByC = await Gcc.Check(source);
        Assert.True(checkedByC.ExitCode == 0, checkedByC.Error);
        Assert.InRange(Sandbox.Core.Tracing.CallNames.All.Length, 300, 500);
    }
}
