using System.Globalization;
using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Checking;

/// <summary>An exercise that is done on the screen: it says what the command says, and leaves nothing behind.</summary>
public class ExerciseScreenTests
{
    private const int Columns = 200, Rows = 60, Right = 100;

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(3);

    private static readonly string[] Cases =
        ["as it is", "the first child is killed from outside", "a signal interrupts the first wait", "the second child cannot be started"];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task The_screen_and_the_command_say_the_same_of_a_solution(int solution)
    {
        string file = await Solutions.Write(await Solutions.Text(solution));
        JsonElement command = (await (new SandboxProgram() with { Timeout = Long }).RunWith("check", "--json", "--program", file, "wait-for-it")).AssertExit(solution == 0 ? 0 : 1).Json;

        await using Tmux tmux = await Open(new SandboxProgram(), file);
        await tmux.Press("r");
        string verdict = solution == 0 ? "passed" : "failed";
        await tmux.WaitFor(screen => screen.Split('\n')[0].EndsWith($" {verdict}", StringComparison.Ordinal), verdict, Long);
        Assert.Equal(Verdicts.Of(command), await Shown(tmux, Right));
    }

    /// <summary>What these two say depends on which child ends first; each breaks one rule whichever that is.</summary>
    [Theory]
    [InlineData(3, 0, "waits")]
    [InlineData(4, 1, "names-the-dead")]
    public async Task A_solution_that_goes_by_who_ends_first_breaks_its_rule_on_the_screen_too(int solution, int at, string rule)
    {
        await using Tmux tmux = await Open(new SandboxProgram(), await Solutions.Write(await Solutions.Text(solution)));
        await tmux.Press("r");
        await tmux.WaitFor(screen => screen.Split('\n')[0].EndsWith(" failed", StringComparison.Ordinal), "the verdict", Long);
        string said = (await Shown(tmux, Right)).Split('\n')[at];
        Assert.Contains($"{Cases[at]}: broken ", said, StringComparison.Ordinal);
        Assert.Contains(rule, said.Split("; kept ")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_broken_program_stands_at_the_left_with_its_own_verdict()
    {
        string file = await Solutions.Write(await Solutions.Text(0)), folder = TestFolders.Create();
        SandboxProgram here = new() { Directory = folder };
        (await here.RunWith("check", "--new", "wait-for-it")).AssertExit(0);
        JsonElement broken = (await here.RunWith("check", "--json", "--program", "wait-for-it.c", "wait-for-it")).AssertExit(1).Json;

        await using Tmux tmux = await Open(new SandboxProgram(), file);
        Assert.Contains("waitpid(children[i], NULL, 0);", await Scrolled(tmux, "G"), StringComparison.Ordinal);
        await tmux.Press("r");
        await tmux.WaitFor("passed: your program keeps all 21 rules", Long);
        string screen = await tmux.Screen();
        Assert.Matches("✗ looks.*│✓ ends, starts, waits", screen);
        Assert.Matches(@"0x000b thrown away +│.*", screen);
        Assert.Matches(@"│.*0x000b looked", screen);
        Assert.Matches("total: [0-9]+ +│", screen);
        Assert.Contains("died: Segmentation fault", screen, StringComparison.Ordinal);
        Assert.Equal(Verdicts.Of(broken), await Shown(tmux, 0));
    }

    [Fact]
    public async Task It_is_begun_by_writing_the_broken_program_and_opens_by_name()
    {
        string folder = TestFolders.Create();
        await using Tmux tmux = await Tmux.Open(new SandboxProgram { Program = "sh" }, 80, 24, "-c", $"cd {folder} && exec '{SandboxProgram.Location}'");
        await tmux.WaitFor("Nothing has run yet");
        await tmux.Press(":");
        await tmux.WaitFor("┤ commands ├");
        await tmux.Type("exercise");
        await tmux.Press("Enter");
        await tmux.WaitFor("There is no such file yet.");
        await tmux.Press("w");
        await tmux.WaitFor("wrote wait-for-it.c: change it in your editor");
        Assert.Contains("waitpid(children[i], NULL, 0);", await File.ReadAllTextAsync(Path.Combine(folder, "wait-for-it.c"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await tmux.Press("w");
        await tmux.WaitFor("is there already, and is left as it is");
        await tmux.Press("r");
        await tmux.WaitFor("failed: 13 of 21 rules hold; as it is: nobody looked at the status of child 0", Long);
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
    }

    [Fact]
    public async Task A_compile_error_is_shown_and_the_broken_one_is_judged_all_the_same()
    {
        await using Tmux tmux = await Open(new SandboxProgram(), await Solutions.Write("int main(void)\n{\n    return nothing;\n}\n"));
        await tmux.Press("r");
        string screen = await tmux.WaitFor("failed: mine.c does not compile", Long);
        Assert.Matches("│mine.c:3:12: error: .*nothing.* undeclared", screen);
        Assert.Matches("broken .* 13 of 21 rules ─", screen);
    }

    [Fact]
    public async Task Without_a_compiler_it_is_said_what_to_install()
    {
        SandboxProgram without = new() { Variables = new Dictionary<string, string?> { ["PATH"] = TestFolders.Create() } };
        await using Tmux tmux = await Open(without, await Solutions.Write(await Solutions.Text(0)));
        await tmux.Press("r");
        Assert.Contains("apt install gcc", await tmux.WaitFor("no C compiler: none of cc, gcc, clang, tcc is on PATH", Long), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_is_run_as_it_is()
    {
        string file = await Solutions.Write("#!/bin/sh\n(exit 3) &\nwait $!\necho \"a shell waited: $?\"\nexit 1\n", "mine.sh");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using Tmux tmux = await Open(new SandboxProgram(), file);
        await tmux.WaitFor("It is no C file (.c), and is run as it is.");
        await tmux.Press("r");
        await tmux.WaitFor("as it is: it started 1", Long);
        Assert.Contains("a shell waited: 3", await tmux.Screen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Children_without_end_are_ended()
    {
        (string work, Dictionary<string, string?> variables) = Solutions.Work();
        await using Tmux tmux = await Open(new SandboxProgram { Variables = variables }, await Solutions.Write(Solutions.Endless));
        await tmux.Press("r");
        await tmux.WaitFor("processes at once, more than 500, and was ended", Long);
        await tmux.WaitFor(screen => screen.Split('\n')[0].EndsWith(" failed", StringComparison.Ordinal), "the verdict", Long);
        Assert.Empty(Directory.EnumerateFileSystemEntries(work, "sandbox-check-*"));
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
    }

    [Theory]
    [InlineData("1", false)]
    [InlineData("Escape", false)]
    [InlineData("x", false)]
    [InlineData("q", true)]
    [InlineData(null, true)]
    public async Task Whatever_leaves_the_check_ends_what_it_started_and_removes_its_folders(string? key, bool ends)
    {
        const string Ours = "EXERCISE_TEST";
        string mark = Guid.NewGuid().ToString("N");
        (string work, Dictionary<string, string?> variables) = Solutions.Work((Ours, mark));
        await using Tmux tmux = await Open(new SandboxProgram { Variables = variables }, await Solutions.Write(Solutions.Hang));
        await tmux.Press("r");
        await tmux.WaitFor("running case 1 of yours", Long);
        await Eventually.Assert(() => Running(mark).Count(process => process.Name == "mine") == 2, "the program and its child", within: Long);
        Assert.Single(Directory.EnumerateDirectories(work, "sandbox-check-*"));
        if (key is not null)
            await tmux.Press(key);
        else
            _ = LibC.kill(int.Parse(await tmux.Ask("#{pane_pid}"), CultureInfo.InvariantCulture), LibC.SIGKILL);
        await Eventually.Assert(() => !Running(mark).Any(process => process.Name != "sandbox" && process.Name != "sh"), "the end of what it started", () => string.Join('\n', Running(mark)));
        await Eventually.Assert(() => !Directory.EnumerateFileSystemEntries(work, "sandbox-check-*").Any(), "the end of the folder");
        if (ends)
            await tmux.WaitForEndOrSignal();
        else
            Assert.Contains("the check was ended; nothing that it started is left", await tmux.WaitFor("the check was ended"), StringComparison.Ordinal);

        IReadOnlyList<ProcessEntry> Running(string value) => [.. ProcessEntry.All().Where(process => process.State != 'Z' && process.WasStartedWith($"{Ours}={value}"))];
    }

    /// <summary>Opens the view, and types the path of the file.</summary>
    private static async Task<Tmux> Open(SandboxProgram program, string file)
    {
        Tmux tmux = await Tmux.Open(program, Columns, Rows);
        await tmux.WaitFor("Nothing has run yet");
        await tmux.Press("E");
        await tmux.WaitFor("yours: wait-for-it.c");
        await tmux.Press("e", "C-u");
        await tmux.WaitFor("file:");
        await tmux.Type(file);
        await tmux.Press("Enter");
        await tmux.WaitFor(Path.GetFileName(file));
        await tmux.WaitFor(screen => !screen.Contains("file:"), "the end of the typing");
        return tmux;
    }

    private static async Task<string> Scrolled(Tmux tmux, string key)
    {
        await tmux.Press("Tab");
        await tmux.WaitFor("▸broken");
        await tmux.Press(key);
        return await tmux.WaitFor("return started < count");
    }

    /// <summary>What the pages of the cases say of the program at the left or at the right.</summary>
    private static async Task<string> Shown(Tmux tmux, int from)
    {
        List<string> cases = [];
        await tmux.Press("Left", "Left", "Left", "Left", "Left", "Left", "Right");
        foreach (string name in Cases)
        {
            await tmux.Press("Right");
            string screen = await tmux.WaitFor(text => text.Split('\n') is [_, _, _, _, _, _, var about, ..] && about.StartsWith($" {name}", StringComparison.Ordinal), name);
            string[] lines = [.. screen.Split('\n').Skip(8).Where(line => line.Length > from).Select(line => line[from..].Split('│')[0])];
            string[] broken = [.. lines.Where(line => line.StartsWith("✗ ", StringComparison.Ordinal)).Select(line => line[2..line.IndexOf(':')])];
            string kept = lines.SingleOrDefault(line => line.StartsWith("✓ ", StringComparison.Ordinal))?[2..].TrimEnd(' ', '▲', '█', '░', '▼') ?? "";
            cases.Add($"{name}: broken {Sorted(broken)}; kept {Sorted(kept.Split(", ", StringSplitOptions.RemoveEmptyEntries))}");
        }
        return string.Join('\n', cases);
    }

    private static string Sorted(IEnumerable<string> rules) => string.Join(", ", rules.Order(StringComparer.Ordinal));
}
