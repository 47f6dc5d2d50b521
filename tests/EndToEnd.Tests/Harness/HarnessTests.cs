using Xunit.Sdk;

namespace Sandbox.EndToEnd.Tests.Harness;

/// <summary>The harness itself: what it says about programs whose end is known.</summary>
public class HarnessTests
{
    private static SandboxProgram Shell => new() { Program = "sh" };

    [Fact]
    public async Task An_exit_code_of_139_and_a_death_by_SIGSEGV_are_told_apart()
    {
        Assert.Equal((139, (int?)null), Kind(await Shell.RunWith("-c", "exit 139")));
        Assert.Equal(((int?)null, 11), Kind(await Shell.RunWith("-c", "kill -SEGV $$")));
    }

    [Fact]
    public async Task What_a_program_reads_and_writes_passes_through_unchanged()
    {
        Finished finished = await (Shell with { Input = "in" }).RunWith("-c", "cat; echo Ă >&2");
        Assert.Equal(("in", "Ă\n"), (finished.Output, finished.Error));
    }

    [Fact]
    public async Task A_program_has_no_controlling_terminal_and_its_own_session()
    {
        Finished finished = await Shell.RunWith("-c", "(: >/dev/tty) 2>/dev/null && echo tty; ps -o sid= -p $$; echo $$");
        string[] words = finished.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, words.Length);
        Assert.Equal(words[1], words[0]);
    }

    [Fact]
    public async Task Signals_ignored_by_the_runtime_are_at_their_default_in_a_program()
    {
        Finished finished = await new SandboxProgram { Program = "grep" }.RunWith("-hoP", "^Sig(Ign|Blk):\\t\\K.*", "/proc/self/status");
        // glibc's posix_spawn lets a child ignore 32 and 33, which are the library's own.
        Assert.All(finished.Output.TrimEnd().Split('\n'), mask => Assert.Equal(0UL, Convert.ToUInt64(mask, 16) & ~0x1_8000_0000UL));
    }

    [Fact]
    public async Task A_program_that_leaves_a_process_behind_is_found_out()
    {
        XunitException failure = await Assert.ThrowsAnyAsync<XunitException>(
            () => Shell.RunWith("-c", "sleep 1000 </dev/null >/dev/null 2>&1 & echo $!"));
        Assert.Contains("(sleep) state S", failure.Message);
    }

    [Fact]
    public async Task A_program_that_leaves_a_process_in_another_session_is_found_out()
    {
        XunitException failure = await Assert.ThrowsAnyAsync<XunitException>(
            () => Shell.RunWith("-c", "setsid sleep 1000 </dev/null >/dev/null 2>&1 &"));
        Assert.Contains("(sleep)", failure.Message);
    }

    [Fact]
    public async Task An_unprivileged_user_owns_nothing_and_may_do_nothing()
    {
        Finished finished = await (Shell with { User = new UnprivilegedUser(), Limits = ["--nofile=50"] })
            .RunWith("-c", "id -u; ulimit -n; grep CapEff /proc/self/status");
        Assert.StartsWith(Environment.IsPrivilegedProcess ? "543" : Environment.GetEnvironmentVariable("UID") ?? "", finished.Output);
        Assert.Contains("\n50\n", finished.Output);
        Assert.Contains("0000000000000000", finished.Output);
    }

    [Fact]
    public async Task A_pty_shows_what_is_written_takes_keys_and_knows_its_size()
    {
        using Pty pty = new(100, 30);
        string modes = pty.Modes;
        ChildProcess child = pty.Start(Shell, "-c", "stty size; stty -echo; tty; read line; echo got $line");
        await pty.WaitFor(text => text.Contains("/dev/pts/"), "the terminal's name");
        Assert.Contains("30 100", pty.Written);
        Assert.NotEqual(modes, pty.Modes);
        pty.Type("keys\r");
        Assert.Equal(0, await child.Status);
        await pty.WaitFor(text => text.Contains("got keys"), "the line that was typed");
        await pty.AssertNothingLeft(child);
    }

    [Fact]
    public async Task A_tmux_window_shows_a_screen_takes_keys_and_tells_how_its_program_ended()
    {
        await using Tmux tmux = await Tmux.Open(Shell, 80, 24, "-c", "stty size; read line; echo \"got '$line'\"; exit 7");
        await tmux.WaitFor("24 80");
        await tmux.Type("two words");
        await tmux.Press("Enter");
        await tmux.WaitFor("got 'two words'");
        Assert.Equal("7", await tmux.WaitForEnd());
    }

    [Fact]
    public async Task A_C_program_is_compiled_once_for_each_text()
    {
        const string Source = "int main(void) { return 3; }";
        string program = await Gcc.Program(Source);
        Assert.Equal(program, await Gcc.Program(Source));
        (await new SandboxProgram { Program = program }.RunWith()).AssertExit(3);
    }

    private static (int?, int?) Kind(Finished finished) => (finished.ExitCode, finished.Signal);
}
