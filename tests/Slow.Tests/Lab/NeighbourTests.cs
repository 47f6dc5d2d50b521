using System.Diagnostics;
using System.Globalization;
using Sandbox.Slow.Tests.Runs;

namespace Sandbox.Slow.Tests.Lab;

/// <summary>
/// Another user of the machine, without privileges, tries on every process of somebody's runs, at every moment, what a user may try (neighbour-*.c): nothing of it has an
/// effect, or the sandbox says so in words.
/// </summary>
[Collection(nameof(ByThemselves))]
public class NeighbourTests(ITestOutputHelper output)
{
    private const int Neighbours = 2;

    /// <summary>What the victim does, again and again, in an order drawn by lot; every worker lives for a while.</summary>
    private static readonly string[] Commands =
    [
        .. from model in (string[])["processes", "shared", "vfork", "spawn", "threads"]
           from fault in (string[])["none", "segfault", "corrupt-array", "abort"]
           select $"run --json --workers 4 --length 40000 --pace 0.05 --model {model} --fault {fault}",
        "run --json --workers 4 --length 40000 --pace 0.05 --fault segfault --core",
        "run --json --workers 4 --length 40000 --pace 0.05 --fault segfault --wait pidfd --order race",
        "run --json --workers 4 --length 40000 --fault stop",
        "run --json --workers 4 --length 40000 --fault hang --timeout 1",
        "run --json --workers 4 --length 40000 --orphan",
        "run --json --workers 4 --length 40000 --fault segfault --restart 1 --faulty-lives 1",
        "trace --json -- sh -c true&wait;sh</dev/null;kill\t-9\t$$",
        "matrix --json --models processes,threads --faults none,segfault,abort --length 1000",
        "record wait-for-it -o demo.cast --force",
        "scenario run wait-for-it --json",
    ];

    /// <summary>What is pressed on the victim's screen, one after the other: views, and runs in each.</summary>
    private static readonly string[] OnScreen = ["r", "2", "r", "3", "r", "4", "C-l", "5", "r", "1"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_another_user_tries_at_any_moment_a_run_is_right(int seed)
    {
        Assert.SkipUnless(Learner.AreUsers, "who is not root cannot be two users");
        Learner[] people = await Learner.Make(1 + Neighbours);
        Learner victim = people[0];
        using SharedPlace place = await SharedPlace.Make();
        string state = await Shared(victim, people[1]), bait = Path.Combine(victim.Home, "thesis");
        (await (victim.Program() with { Program = "sh" }).RunWith("-c", $"echo mine >'{bait}'")).AssertExit(0);
        SandboxProgram program = victim.Program(place.Enter) with
        {
            Directory = victim.Home,
            Variables = new Dictionary<string, string?> { ["HOME"] = victim.Home, ["TMPDIR"] = "/tmp", ["XDG_STATE_HOME"] = state },
        };
        // The screen is open all the time, on a terminal that is the victim's own.
        await using Tmux screen = await Tmux.OpenAs(null, program, 80, 24);
        await screen.WaitFor("work");
        (await new SandboxProgram { Program = "chown" }.RunWith($"{victim.User.Id}", await screen.Ask("#{pane_tty}"))).AssertExit(0);
        Dictionary<string, string> alone = [];
        foreach (string command in Commands)
            alone[command] = await Outcome(program, command);

        string stop = Path.Combine(TestFolders.Create(), "stop"), hostile = await Gcc.Program(Hostile());
        RunningProgram[] others = [.. people.Skip(1).Select((other, number) => (other.Program([.. place.Enter]) with { Program = hostile, Limits = ["--nproc=300"] })
            .Start([victim.User.Id.ToString(CultureInfo.InvariantCulture), $"{(seed * 10) + number}", stop, state, bait, .. SharedPlace.Folders]))];
        await Eventually.Assert(() => others.All(other => other.Output.StartsWith("ready", StringComparison.Ordinal)), "neighbours", () => string.Concat(others.Select(other => other.Error)));
        Random random = new(seed);
        int rounds = 0;
        for (Stopwatch time = Stopwatch.StartNew(); time.Elapsed < TimeSpan.FromSeconds(25) || rounds < Commands.Length; rounds++)
        {
            await screen.Press(OnScreen[rounds % OnScreen.Length]);
            string command = rounds < Commands.Length ? Commands[rounds] : Commands[random.Next(Commands.Length)];
            string outcome = await Outcome(program, command);
            Assert.True(alone[command] == outcome, $"round {rounds} of seed {seed}: sandbox {command}\nalone:\n{alone[command]}\nhere:\n{outcome}");
        }
        await screen.Press("1", "r");
        await screen.WaitFor("parent's array: intact");
        await screen.Press("q");
        Assert.Equal("0", await screen.WaitForEnd());
        Assert.Equal("0", await screen.Ask("#{alternate_on}"));
        File.WriteAllText(stop, "");

        foreach (RunningProgram other in others)
            Judge((await other.Finish()).AssertExit(0).Output);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {rounds} rounds"));
        Assert.Equal("mine\n", File.ReadAllText(bait));
        Assert.Equal("", await place.Left(victim.User.Id));
        await Learner.AssertNothingLeft();
        Assert.Empty(Learner.ProcessesOf(people.Select(one => one.User.Id).ToHashSet()));
    }

    [Fact]
    public async Task Whatever_is_written_to_a_screens_terminal_C_l_repairs_it_and_the_report_is_right()
    {
        Assert.SkipUnless(Learner.AreUsers, "who is not root cannot be two users");
        Learner[] people = await Learner.Make(2);
        Learner victim = people[0];
        await using Tmux tmux = await Tmux.OpenAs(victim.User, victim.Program() with { User = null, Program = UnprivilegedUser.Reachable(SandboxProgram.Location) }, 80, 24);
        await tmux.WaitFor("work");
        await tmux.Press("1", "r");
        await tmux.WaitFor("parent's array: intact");
        await tmux.Press("C-l");
        string tty = await tmux.Ask("#{pane_tty}"), modes = await tmux.Ask(Modes);
        UnixFileMode mesg = File.GetUnixFileMode(tty);
        string screen = await Still(tmux);

        // A user without the group of the terminals (wall and write have it) may not: it is as mesg(1) has left it.
        Finished refused = await (people[1].Program() with { Program = "sh" }).RunWith("-c", "echo hello >\"$0\"", tty);
        Assert.NotEqual(0, refused.ExitCode);
        foreach (string written in Written)
        {
            // Whoever may: here root.
            File.WriteAllText(tty, written);
            await tmux.Press("C-l");
            await tmux.WaitFor(now => now == screen, $"the screen after {written.Replace("\e", "\\e", StringComparison.Ordinal)} and C-l");
            Assert.Equal(modes, await tmux.Ask(Modes));
        }

        Assert.Equal(mesg, File.GetUnixFileMode(tty));
        await tmux.Press("r");
        await Eventually.Assert(() => victim.History().Length == 2, "the second run in the history");
        Assert.All(victim.History(), report => Assert.Equal("clean", report.GetProperty("verdict").GetString()));
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
        Assert.Equal("0", await tmux.Ask("#{alternate_on}"));
    }

    private const string Modes = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{scroll_region_upper} #{scroll_region_lower} #{wrap_flag} #{origin_flag} #{insert_flag} #{keypad_flag} #{keypad_cursor_flag}";

    /// <summary>What changes a terminal for good until somebody sets it right.</summary>
    private static readonly string[] Written =
    [
        "Broadcast message from somebody\r\n", "\e[2J\e[10;10Hhello", "\e[?25h", "\e(0lqk", "\x0e\e)0", "\e[5;10r", "\e[?7l", "\e[7m\e[31m", "\e[?1000h\e[?1006h", "\e[?1000l", "\e[4h", "\e[20h", "\e[?6h", "\e[?5h",
        "\e=", "\e[?1h", "\e[?1049l", "\ec", "\e[!p", "\e[?2004l", "\e[?2026h", "\ePq", "\e]2;", "\e[", "\e", "\e_x", "\e[5;10r\e[?6h\e[4h\e(0\e[?7l\e[?1049l",
    ];

    /// <summary>The screen when nothing on it has changed for a moment.</summary>
    private static async Task<string> Still(Tmux tmux)
    {
        string last = "";
        await Eventually.Assert(async () => last == (last = await tmux.Screen()), "a screen that stands still");
        return last;
    }

    /// <summary>Fails where something was never tried, or had an effect.</summary>
    private void Judge(string said)
    {
        foreach (string[] line in said.TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(' ')))
        {
            if (line.Length == 3)
            {
                Assert.True(line[1] != "0", $"{line[0]} was never tried\n{said}");
                Assert.True(line[2] == "0", $"{line[0]} had an effect\n{said}");
            }
        }
        output.WriteLine(said.TrimEnd('\n').Split('\n')[^1]);
    }

    /// <summary>What the neighbours run, of several files.</summary>
    private static string Hostile() => string.Concat(Directory.GetFiles(SourceTree.At("tests", "Slow.Tests", "Lab"), "neighbour-*.c").Order(StringComparer.Ordinal).Select(File.ReadAllText));

    /// <summary>A folder for the state that the victim shares with the group of the neighbour's.</summary>
    private static async Task<string> Shared(Learner victim, Learner neighbour)
    {
        string folder = Path.Combine(TestFolders.Create(), "state");
        (await new SandboxProgram { Program = "install" }.RunWith("-d", "-m", "770", "-o", $"{victim.User.Id}", "-g", $"{neighbour.User.Id}", folder)).AssertExit(0);
        return folder;
    }

    /// <summary>What a command comes to, without what differs each time.</summary>
    private static async Task<string> Outcome(SandboxProgram program, string command)
    {
        Finished finished = await program.RunWith([.. command.Split(' ').Select(word => word.Replace('\t', ' ').Replace("demo.cast", Path.Combine(program.Directory!, "demo.cast"), StringComparison.Ordinal))]);
        Assert.True(finished.ExitCode == 0, $"sandbox {command}\n{finished.RawStatus:x4}\n{finished.Error}\n{finished.Output}");
        // The one thing that somebody who may write to the folder of the history has in their hand.
        foreach (string line in finished.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.Matches("not kept|history|progress|^wrote ", line);
        if (command.StartsWith("run ", StringComparison.Ordinal))
            return LabRun.OutcomeOf(finished.Json);
        if (command.StartsWith("trace ", StringComparison.Ordinal))
            return string.Join(' ', finished.Json.GetProperty("processes").EnumerateArray().Select(process => process.GetProperty("status").GetRawText()).Order(StringComparer.Ordinal));
        if (command.StartsWith("matrix ", StringComparison.Ordinal))
            return string.Join(' ', finished.Json.EnumerateArray().Select(cell => cell.GetProperty("verdict").ToString()));
        return command.StartsWith("scenario ", StringComparison.Ordinal) ? string.Join(' ', finished.Json.GetProperty("steps").EnumerateArray().SelectMany(step => step.GetProperty("predictions").EnumerateArray()).Select(asked => asked.GetProperty("actual").ToString())) : "done";
    }
}
