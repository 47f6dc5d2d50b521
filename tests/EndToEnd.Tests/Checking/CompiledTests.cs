using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Checking;

/// <summary>A C file that is checked: it is compiled, run in a folder of its own, and nothing of that stays.</summary>
public class CompiledTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 1)]
    public async Task A_C_file_is_judged_as_the_program_that_it_makes(int solution, int code)
    {
        string file = await Solutions.Write(await Solutions.Text(solution));
        (string work, Dictionary<string, string?> variables) = Solutions.Work();
        JsonElement compiled = (await new SandboxProgram { Variables = variables }.RunWith("check", "--json", "--program", file, "wait-for-it")).AssertExit(code).Json;
        Assert.True(compiled.GetProperty("compiled").GetBoolean());
        Assert.Equal(file, compiled.GetProperty("program")[0].GetString());
        Assert.Empty(Directory.EnumerateFileSystemEntries(work));
        Assert.Equal(["mine.c"], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(file)!).Select(Path.GetFileName));

        JsonElement asItIs = (await SandboxProgram.Run("check", "--json", "--program", await Gcc.Program(await Solutions.Text(solution)), "wait-for-it")).AssertExit(code).Json;
        Assert.Equal(JsonValueKind.Null, asItIs.GetProperty("compiled").ValueKind);
        Assert.Equal(Verdicts.Of(asItIs), Verdicts.Of(compiled));
    }

    [Fact]
    public async Task What_the_compiler_says_is_shown_escaped_and_no_rule_is_tried()
    {
        string file = await Solutions.Write("#error \"\u001b[2J\"\n", "it's mine.c");
        (string work, Dictionary<string, string?> variables) = Solutions.Work();
        Finished failed = (await new SandboxProgram { Variables = variables }.RunWith("check", "--program", file, "wait-for-it")).AssertExit(1);
        Assert.Contains("it's mine.c:1:2: error: #error", failed.Output, StringComparison.Ordinal);
        Assert.Contains("\\u001b[2J", failed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', failed.Output);
        Assert.EndsWith("failed: it's mine.c does not compile; no rule of wait-for-it was tried\n", failed.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(work));

        JsonElement json = (await SandboxProgram.Run("check", "--json", "--program", file, "wait-for-it")).AssertExit(1).Json;
        Assert.Equal((false, false, 0), (json.GetProperty("compiled").GetBoolean(), json.GetProperty("passed").GetBoolean(), json.GetProperty("cases").GetArrayLength()));
        Assert.NotEmpty(json.GetProperty("compiler").EnumerateArray());
    }

    [Fact]
    public async Task Without_a_compiler_it_is_said_what_to_install()
    {
        Finished refused = await new SandboxProgram { Variables = new Dictionary<string, string?> { ["PATH"] = TestFolders.Create() } }
            .RunWith("check", "--program", await Solutions.Write(Solutions.Hang), "wait-for-it");
        Assert.Contains("no C compiler: none of cc, gcc, clang, tcc is on PATH; install one (apt install gcc", refused.AssertExit(3).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.c", "No such file")]
    [InlineData("folder.c", "is a folder")]
    public async Task What_is_no_file_is_refused_before_anything_is_compiled(string name, string said)
    {
        string folder = TestFolders.Create();
        Directory.CreateDirectory(Path.Combine(folder, "folder.c"));
        Assert.Contains(said, (await SandboxProgram.Run("check", "--program", Path.Combine(folder, name), "wait-for-it")).AssertExit(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_works_in_a_folder_for_its_owner_alone_and_what_it_makes_there_goes()
    {
        string file = await Solutions.Write("""
            #include <stdio.h>
            #include <sys/stat.h>
            int main(void)
            {
                struct stat here;
                mkdir("deep", 0755);
                mkdir("deep/deeper", 0755);
                fclose(fopen("deep/deeper/file", "w"));
                stat(".", &here);
                printf("mode %o\n", here.st_mode & 07777);
                return 0;
            }
            """);
        (string work, Dictionary<string, string?> variables) = Solutions.Work();
        JsonElement check = (await new SandboxProgram { Variables = variables }.RunWith("check", "--json", "--program", file, await Solutions.TaskThatEnds(5))).AssertExit(0).Json;
        Assert.Equal("mode 700", check.GetProperty("cases")[0].GetProperty("lines")[0].GetString());
        Assert.Empty(Directory.EnumerateFileSystemEntries(work));
    }

    [Theory]
    [InlineData(Solutions.Hang, 0.3, "it was still running after 0.3 s, and was ended")]
    [InlineData(Solutions.Endless, 30, "processes at once, more than 500, and was ended")]
    public async Task A_program_without_an_end_is_ended(string text, double timeout, string why)
    {
        (string work, Dictionary<string, string?> variables) = Solutions.Work();
        Finished ended = await new SandboxProgram { Variables = variables }.RunWith("check", "--program", await Solutions.Write(text), await Solutions.TaskThatEnds(timeout));
        Assert.Contains(why, ended.AssertExit(1).Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(work));
    }

    [Theory]
    [InlineData(2, 130)]
    [InlineData(9, null)]
    public async Task Whatever_ends_the_check_ends_the_program_and_removes_its_folder(int signal, int? code)
    {
        (string work, Dictionary<string, string?> variables) = Solutions.Work();
        using RunningProgram running = new SandboxProgram { Variables = variables }.Start("check", "--program", await Solutions.Write(Solutions.Hang), await Solutions.TaskThatEnds(100));
        await Eventually.Assert(() => running.Processes().Count(process => process.Name == "mine") == 2, "the program and its child");
        Assert.Single(Directory.EnumerateDirectories(work, "sandbox-check-*"));
        running.Child.Send(signal);
        Finished ended = await running.Finish();
        Assert.Equal((code, signal == 9 ? 9 : null), (ended.ExitCode, ended.Signal));
        await Eventually.Assert(() => !Directory.EnumerateFileSystemEntries(work).Any(), "the end of the folder");
    }

    [Fact]
    public async Task A_compiler_that_is_killed_leaves_nothing_either()
    {
        // It reads without end.
        string file = await Solutions.Write("#include \"/dev/zero\"\n");
        (string work, Dictionary<string, string?> variables) = Solutions.Work();
        using RunningProgram running = new SandboxProgram { Variables = variables }.Start("check", "--program", file, "wait-for-it");
        await Eventually.Assert(() => running.Processes().Any(process => process.Name is "cc1"), "the compiler");
        running.Child.Send(9);
        await running.Finish();
        await Eventually.Assert(() => !Directory.EnumerateFileSystemEntries(work).Any(), "the end of the folder");
    }

    [Fact]
    public async Task The_broken_parent_is_written_once_and_fails_its_own_task()
    {
        string folder = TestFolders.Create();
        SandboxProgram here = new() { Directory = folder };
        Finished made = (await here.RunWith("check", "--new", "wait-for-it")).AssertExit(0);
        Assert.Contains("change it, then: sandbox check --program wait-for-it.c wait-for-it", made.Output, StringComparison.Ordinal);
        string file = Path.Combine(folder, "wait-for-it.c"), text = await File.ReadAllTextAsync(file, Token);
        Assert.Contains("waitpid(children[i], NULL, 0);", text, StringComparison.Ordinal);
        Assert.Empty((await Gcc.Check(text)).AssertExit(0).Error);

        await File.WriteAllTextAsync(file, "mine", Token);
        Assert.Contains("\"wait-for-it.c\" is there already, and is left as it is", (await here.RunWith("check", "--new", "wait-for-it")).AssertExit(2).Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(file, Token));

        (await here.RunWith("check", "--new", "other.c", "wait-for-it")).AssertExit(0);
        Finished failed = (await here.RunWith("check", "--program", "other.c", "wait-for-it")).AssertExit(1);
        Assert.Contains("x looks: every child's status is looked at", failed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", failed.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exclude each other", "--new", "x.c", "--program", "y.c", "wait-for-it")]
    [InlineData("there is no task \"wait-for-ti\"", "--new", "wait-for-ti")]
    [InlineData("cannot be written", "--new", "/no/such/folder/x.c", "wait-for-it")]
    public async Task Wrong_usage_writes_nothing(string said, params string[] words) =>
        Assert.Contains(said, (await new SandboxProgram { Directory = TestFolders.Create() }.RunWith(["check", .. words])).AssertExit(2).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "broken.c:1:1: the file is empty")]
    [InlineData("int a;\nint \u0007b;\n", "broken.c:2:5: ")]
    public async Task What_is_wrong_with_a_broken_program_is_said_with_its_place(string text, string said)
    {
        string folder = await Solutions.TaskThatEnds(1);
        await File.WriteAllTextAsync(Path.Combine(folder, "broken.c"), text, Token);
        Assert.Contains(said, (await SandboxProgram.Run("check", "--program", "true", folder)).AssertExit(2).Error, StringComparison.Ordinal);
    }
}
