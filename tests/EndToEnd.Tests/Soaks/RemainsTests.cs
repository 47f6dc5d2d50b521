using Sandbox.Chaos;

namespace Sandbox.EndToEnd.Tests.Soaks;

/// <summary>The judge of tests/Chaos finds whatever is planted for it, and nothing where nothing is.</summary>
public class RemainsTests
{
    /// <summary>Shell commands that leave something, and what is said of it. The shell leads a terminal's session: its end is a SIGHUP to whom it has started.</summary>
    public static TheoryData<string, string> Planted => new()
    {
        { "trap '' HUP; sleep 1000 </dev/null >/dev/null 2>&1 &", "(sleep)" },
        { "trap '' HUP; setsid sleep 1000 </dev/null >/dev/null 2>&1 &", "(sleep)" },
        { "trap '' HUP; setsid sh -c 'sleep 0 & exec sleep 1000' </dev/null >/dev/null 2>&1 &", "(sleep)" },
        { "touch /tmp/clr-debug-pipe", "left in tmp: clr-debug-pipe" },
        { "mkdir /var/tmp/lab-cores-1", "left in vartmp: lab-cores-1" },
        { "touch /dev/shm/sem.x", "left in shm: sem.x" },
        { "touch /run/x", "left in run: x" },
        { "mkdir $TMPDIR/sandbox-1", "left in tmpdir: sandbox-1" },
        { "touch core", "left in the working directory: core" },
        { "touch $HOME/.local/state/sandbox/history.jsonl.new", "left in HOME: .local/state/sandbox/history.jsonl.new" },
        { "printf '{\"id\":' >$HOME/.local/state/sandbox/history.jsonl", "is incomplete" },
        { "printf '{\"id\":\\n{}\\n' >$HOME/.local/state/sandbox/history.jsonl", "is incomplete" },
        { "stty -echo -icanon", "its modes are" },
        { "printf '\\033[?1049h'", "mode ?1049 is still on" },
        { "printf '\\033[?25l'", "mode ?25 is still off" },
        { "printf '\\033[?2004h'", "mode ?2004 is still on" },
        { "printf '\\033[?1000;1006h'", "mode ?1006 is still on" },
        { "printf '\\033[?2026h'", "mode ?2026 is still on" },
        { "printf '\\033[?7l'", "mode ?7 is still off" },
        { "printf '\\033='", "the keypad" },
        { "printf '\\033[>1u'", "keyboard protocols" },
        { "printf '\\033[>4;2m'", "still modified" },
        { "printf '\\033[1;31m'", "the style is still 1;31" },
        { "printf '\\033[2;5r'", "the scroll region is still 2;5" },
        { "printf '\\033(0'", "another character set" },
    };

    [Theory]
    [MemberData(nameof(Planted))]
    public async Task What_is_planted_is_found(string command, string found) => Assert.Contains(await Left(command), left => left.Contains(found, StringComparison.Ordinal));

    [Theory]
    [InlineData("true")]
    [InlineData("printf '{}\\n' >$HOME/.local/state/sandbox/history.jsonl; touch demo.cast; touch /tmp/x; rm /tmp/x; sleep 0.2 &")]
    [InlineData("printf '\\033[?1049h\\033[?25l\\033[?2004h\\033[?10\\033[m\\033[?2004l\\033[?1l\\033>\\033[?1049l\\033[?25h'; stty -echo; stty echo")]
    public async Task Nothing_is_found_where_nothing_is_left(string command) => Assert.Empty(await Left(command));

    /// <summary>What the judge says of a shell command in a round's place.</summary>
    private static async Task<IReadOnlyList<string>> Left(string command)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "mount namespaces take root");
        string token = Guid.NewGuid().ToString("N");
        Place place = new(token);
        using PtyTerminal terminal = new();
        string modes = terminal.Modes;
        SandboxProgram program = place.Program(new Dictionary<string, string?>(), "");
        ChildProcess child = ChildProcess.Start(new ChildStart(program.Program, place.Command(["sh", "-c", command])) { Environment = program.FullEnvironment(""), Terminal = terminal.Path });
        Assert.Equal(0, await child.Status);
        IReadOnlyList<string> left = await Remains.Of(child.Pid, token, place, (terminal, modes));
        place.Remove();
        return left;
    }
}
