namespace Sandbox.EndToEnd.Tests.Tracing;

/// <summary>The keys of a terminal while a program is traced on it, under a shell with job control: as without the sandbox.</summary>
public class TerminalKeysTests
{
    private const string Loop = "sh -c 'trap \"echo got INT\" INT; echo ready; i=0; while [ $i -lt 400 ]; do sleep 0.05; i=$((i+1)); [ -e go ] && break; done; echo loop over'";

    // The tree of a slow machine has many turns of the loop, and what stands above it is to be seen too. A sentence is not to be broken at a blank.
    private const int Columns = 250, Rows = 200;

    [Theory]
    [InlineData("")]
    [InlineData("trace -- ")]
    public async Task Ctrl_C_reaches_the_program_and_Ctrl_Z_and_fg_stop_and_continue_it(string traced)
    {
        string folder = TestFolders.Create();
        await using Tmux tmux = await Tmux.Open(
            new SandboxProgram { Program = "bash", Variables = new Dictionary<string, string?> { ["PS1"] = "PROMPT " } }, Columns, Rows, "--norc", "--noprofile", "-i");
        await tmux.WaitFor("PROMPT");
        await tmux.Type($"cd {folder}");
        await tmux.Press("Enter");
        await tmux.Type(traced.Length > 0 ? $"'{SandboxProgram.Location}' {traced}{Loop}" : Loop);
        await tmux.Press("Enter");
        await tmux.WaitFor(screen => screen.Split('\n').Any(line => line.Trim() == "ready"), "ready");
        await tmux.Press("C-c");
        await tmux.WaitFor(screen => screen.Split('\n').Any(line => line.EndsWith("got INT", StringComparison.Ordinal) && !line.Contains("trap")), "the interrupt");
        await tmux.Press("C-z");
        await tmux.WaitFor("Stopped  ");
        await File.WriteAllTextAsync(Path.Combine(folder, "go"), "", TestContext.Current.CancellationToken);
        await tmux.Type("jobs; fg");
        await tmux.Press("Enter");
        string screen = await tmux.WaitFor(text => text.Split('\n').Any(line => line.Trim() == "loop over") && text.TrimEnd().EndsWith("PROMPT", StringComparison.Ordinal), "the end");
        if (traced.Length > 0)
            Assert.Contains("the program exited 0", screen.Replace("\n", "", StringComparison.Ordinal));
        await tmux.Type("exit");
        await tmux.Press("Enter");
        Assert.Equal("0", await tmux.WaitForEnd());
    }
}
