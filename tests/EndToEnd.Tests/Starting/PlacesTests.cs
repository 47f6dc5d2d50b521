namespace Sandbox.EndToEnd.Tests.Starting;

/// <summary>A home, a working directory, a program's folder that are not as they should be; the runtime's settings of a parent.</summary>
public class PlacesTests
{
    private static readonly string[] Small = ["run", "--length", "1000"];

    [Theory]
    [InlineData("GCLargePages=1")]
    [InlineData("gcServer=1")]
    [InlineData("GCHeapHardLimit=0x200000")]
    [InlineData("GCHeapAffinitizeMask=0xffff")]
    [InlineData("GCName=libnothing.so")]
    [InlineData("GCgen0size=0x1000")]
    [InlineData("STARTUP_HOOKS=/nothing.dll")]
    [InlineData("DiagnosticPorts=/nothing.sock,suspend")]
    [InlineData("EnableEventPipe=1")]
    [InlineData("PROCESSOR_COUNT=0")]
    [InlineData("ThreadPool_ForceMaxWorkerThreads=1")]
    [InlineData("Thread_DefaultStackSize=1000")]
    [InlineData("DbgEnableMiniDump=1")]
    public async Task What_a_parent_sets_for_its_own_runtime_changes_nothing(string setting)
    {
        string[] words = setting.Split('=');
        SandboxProgram program = new() { Variables = new Dictionary<string, string?> { [$"DOTNET_{words[0]}"] = words[1] } };

        Assert.Equal((await SandboxProgram.Run("decode", "11")).Output, (await program.RunWith("decode", "11")).AssertExit(0).Output);
        foreach (string model in new[] { "threads", "processes", "spawn" })
            Assert.Equal("clean", (await program.RunWith([.. Small, "--model", model, "--json"])).AssertExit(0).Json.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task A_home_that_does_not_exist_is_not_made()
    {
        string home = Path.Combine(TestFolders.Create(), "nobody", "here");
        Finished finished = await new SandboxProgram { Variables = new Dictionary<string, string?> { ["HOME"] = home } }.RunWith(Small);

        finished.AssertExit(0);
        Assert.Contains($"the run was not kept in the history: {home} does not exist (HOME), and is not made", finished.Error);
        Assert.False(Directory.Exists(Path.GetDirectoryName(home)));
    }

    [Fact]
    public async Task A_home_that_is_not_UTF_8_is_told_and_nothing_is_made_beside_it()
    {
        string folder = TestFolders.Create();
        SandboxProgram bash = new() { Program = "bash", Directory = folder };

        Finished finished = await bash.RunWith(["-c", "mkdir $'h\\xff' && HOME=\"$PWD/\"$'h\\xff' \"$@\" && rmdir $'h\\xff'", "bash", SandboxProgram.Location, .. Small]);

        finished.AssertExit(0);
        Assert.Contains("is not UTF-8", finished.Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Theory]
    [InlineData("record wait-for-it -o x.cast", 2)]
    [InlineData("scenario check x", 2)]
    [InlineData("export -o x.c", 2)]
    [InlineData("run --length 1000", 0)]
    [InlineData("decode 11", 0)]
    public async Task In_a_working_directory_that_was_deleted_it_works_or_says_so(string command, int code)
    {
        SandboxProgram bash = new() { Program = "bash" };

        Finished finished = await bash.RunWith(
            ["-c", "mkdir \"$HOME/gone\" && cd \"$HOME/gone\" && rmdir \"$HOME/gone\" && exec \"$@\"", "bash", SandboxProgram.Location, .. command.Split(' ')]);

        finished.AssertExit(code);
        Assert.Equal(code == 0, finished.Error.Length == 0);
    }

    [Fact]
    public async Task A_host_on_a_file_system_without_execution_is_told_with_the_word_that_helps()
    {
        string folder = TestFolders.Create();
        Directory.CreateDirectory(Path.Combine(folder, "mounted"));
        string[] alone = Environment.IsPrivilegedProcess ? ["-m"] : ["-r", "-m"];
        const string lines = """
            mount -t tmpfs small mounted && cp "$0/sandbox-host" mounted && mount -o remount,bind,noexec mounted &&
            mkdir program && cp -r "$0/." program && ln -sf ../mounted/sandbox-host program/sandbox-host && exec program/sandbox run
            """;

        Finished finished = await new SandboxProgram { Program = "unshare", Directory = folder }
            .RunWith([.. alone, "sh", "-c", lines, Path.GetDirectoryName(SandboxProgram.Location)!]);

        finished.AssertExit(3);
        Assert.Contains("posix_spawn failed with EACCES; it lies on a file system that is mounted noexec", finished.Error);
    }

    [Fact]
    public async Task A_host_that_is_not_executable_is_told_with_what_helps()
    {
        string program = Executables.CopyOfProgram("chmod -x sandbox-host");
        Finished finished = await new SandboxProgram { Program = program }.RunWith(Small);
        finished.AssertExit(3);
        Assert.Contains("EACCES; it is not executable: chmod +x", finished.Error);
    }

    [Fact]
    public async Task Starts_that_fail_under_an_open_screen_leave_no_descriptor()
    {
        string program = Executables.CopyOfProgram("rm sandbox-host");
        using Pty pty = new();
        ChildProcess screen = pty.Start(new SandboxProgram { Program = program });
        await pty.WaitFor(written => written.Contains("\e[?1049h", StringComparison.Ordinal), "the screen");
        await pty.TypeAndSee("r");
        int before = Open(screen).Length;

        for (int times = 0; times < 30; times++)
            await pty.TypeAndSee("r");

        await Eventually.Assert(() => Open(screen).Length <= before, $"{before} descriptors", () => string.Join('\n', Open(screen)));
        Assert.DoesNotContain(Open(screen), name => name.Contains("memfd", StringComparison.Ordinal));
        pty.Type("q");
        Assert.Equal(0, await screen.Status);
        await pty.AssertNothingLeft(screen);

        static string[] Open(ChildProcess screen) =>
            [.. Directory.EnumerateFileSystemEntries($"/proc/{screen.Pid}/fd").Select(fd => new FileInfo(fd).LinkTarget ?? "")];
    }

    [Fact]
    public async Task The_timeout_is_kept_where_somebody_has_stopped_the_host_before_the_run_began()
    {
        string program = Executables.CopyOfProgram("mv sandbox-host real && printf '#!/bin/sh\\nkill -STOP $$\\nexec \"${0%%/*}/real\" \"$@\"\\n' >sandbox-host && chmod +x sandbox-host");

        Finished finished = await new SandboxProgram { Program = program }.RunWith([.. Small, "--timeout", "0.5", "--json"]);

        Assert.True(finished.Took < TimeSpan.FromSeconds(15), $"{finished.Took}");
        Assert.Equal("hung", finished.AssertExit(0).Json.GetProperty("verdict").GetString());
    }
}
