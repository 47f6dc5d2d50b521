using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Commands;

public class OutputTests
{
    [Fact]
    public async Task A_terminal_gets_colours_and_nothing_but_colours()
    {
        using Pty pty = new();
        string modes = pty.Modes;
        ChildProcess child = pty.Start(new SandboxProgram(), "signals", "segv");

        Assert.Equal(0, await child.Status);
        await pty.WaitFor(text => text.Contains("invalid memory access", StringComparison.Ordinal), "the table");

        Assert.Contains("\e[36mSIGSEGV\e[0m", pty.Written, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\e(?!\[[0-9;]*m)", pty.Written);
        Assert.Equal(modes, pty.Modes);
    }

    [Fact]
    public async Task A_table_is_as_wide_as_the_terminal()
    {
        using Pty pty = new(columns: 160);
        ChildProcess child = pty.Start(new SandboxProgram { Variables = new Dictionary<string, string?> { ["NO_COLOR"] = "1" } }, "faults");

        Assert.Equal(0, await child.Status);
        await pty.WaitFor(text => text.Contains("corrupt-sums", StringComparison.Ordinal), "the last row");

        Assert.Contains(pty.Written.Split("\r\n"), line => line.Length is > 80 and <= 160);
        Assert.DoesNotContain('\e', pty.Written);
    }

    [Fact]
    public async Task A_reader_that_has_seen_enough_is_no_error()
    {
        Finished finished = await Shell($"'{SandboxProgram.Location}' signals | head -n 1; echo ${{PIPESTATUS[0]}}");

        Assert.Equal(("number name        default action meaning\n0\n", ""), (finished.Output, finished.Error));
    }

    [Fact]
    public async Task A_full_disk_is_said_to_be_one()
    {
        Finished finished = (await Shell($"'{SandboxProgram.Location}' signals >/dev/full")).AssertExit(3);

        Assert.Contains("No space left on device", finished.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("bug", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_write_to_the_same_file_stays_behind_what_was_printed()
    {
        Finished finished = await Shell($"cd \"$TMPDIR\"; (echo before; '{SandboxProgram.Location}' decode 11 --json; echo after) >out; cat out");

        Assert.StartsWith("before\n[", finished.Output, StringComparison.Ordinal);
        Assert.EndsWith("]\nafter\n", finished.Output, StringComparison.Ordinal);
        Assert.Equal(11, JsonDocument.Parse(finished.Output["before\n".Length..^"after\n".Length]).RootElement[0].GetProperty("raw").GetInt32());
    }

    [Fact]
    public async Task Standard_output_that_is_closed_is_as_dev_null()
    {
        Finished finished = await Shell($"'{SandboxProgram.Location}' signals >&-; echo $?");

        Assert.Equal("0\n", finished.Output);
    }

    [Fact]
    public async Task Standard_error_that_is_closed_changes_no_exit_code()
    {
        Finished finished = await Shell($"'{SandboxProgram.Location}' run --wrokers 3 2>&-; echo $?");

        Assert.Equal("2\n", finished.Output);
    }

    private static Task<Finished> Shell(string script) => new SandboxProgram { Program = "bash" }.RunWith("-c", script);
}
