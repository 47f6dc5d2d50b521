
namespace Sandbox.EndToEnd.Tests.Commands;

public class CompletionTests
{
    private static readonly Dictionary<string, string[]> Quiet = new() { ["bash"] = ["--norc", "--noprofile", "-i"], ["zsh"] = ["-f", "-i"] };

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    public async Task The_script_is_one_that_its_shell_can_read(string shell)
    {
        Finished script = (await SandboxProgram.Run("completion", shell)).AssertExit(0);
        Finished read = await new SandboxProgram { Program = shell, Input = script.Output }.RunWith("-n");

        Assert.Equal((0, "", ""), (read.ExitCode, read.Output, read.Error));
    }

    [Theory]
    [InlineData("bash", "sandbox deco", "sandbox decode ")]
    [InlineData("bash", "sandbox run --mod", "sandbox run --model ")]
    [InlineData("bash", "sandbox run --json --model spa", "sandbox run --json --model spawn ")]
    [InlineData("bash", "sandbox run --model=thr", "sandbox run --model=threads ")]
    [InlineData("bash", "sandbox run --fault bus", "sandbox run --fault bus-error ")]
    [InlineData("bash", "sandbox run --fault signal:SIGSE", "sandbox run --fault signal:SIGSEGV ")]
    [InlineData("bash", "sandbox run --fault=signal:SIGSE", "sandbox run --fault=signal:SIGSEGV ")]
    [InlineData("bash", "sandbox run --faulty la", "sandbox run --faulty last ")]
    [InlineData("bash", "sandbox run --wait in", "sandbox run --wait in-order ")]
    [InlineData("bash", "true; sandbox signals SIGSE", "sandbox signals SIGSEGV ")]
    [InlineData("bash", "sandbox matrix --faults bus", "sandbox matrix --faults bus-error ")]
    [InlineData("bash", "sandbox matrix --faults segfault,bus", "sandbox matrix --faults segfault,bus-error ")]
    [InlineData("bash", "sandbox matrix --faults=segfault,signal:SIGSE", "sandbox matrix --faults=segfault,signal:SIGSEGV ")]
    [InlineData("bash", "sandbox matrix --faults signal:SIGHUP,bus", "sandbox matrix --faults signal:SIGHUP,bus-error ")]
    [InlineData("bash", "sandbox matrix --models processes,p", "sandbox matrix --models processes,p")]
    [InlineData("bash", "sandbox run --limit cpu=1,no", "sandbox run --limit cpu=1,nofile=64 ")]
    [InlineData("bash", "sandbox completion z", "sandbox completion zsh ")]
    [InlineData("zsh", "sandbox deco", "sandbox decode ")]
    [InlineData("zsh", "sandbox run --model spa", "sandbox run --model spawn ")]
    [InlineData("zsh", "sandbox run --model=thr", "sandbox run --model=threads ")]
    [InlineData("zsh", "sandbox run --fault signal:SIGSE", "sandbox run --fault signal:SIGSEGV ")]
    [InlineData("zsh", "sandbox matrix --faults segfault,bus", "sandbox matrix --faults segfault,bus-error ")]
    [InlineData("zsh", "sandbox matrix --faults=segfault,signal:SIGSE", "sandbox matrix --faults=segfault,signal:SIGSEGV ")]
    [InlineData("zsh", "sandbox matrix --models processes,p", "sandbox matrix --models processes,p")]
    [InlineData("zsh", "sandbox run --limit cpu=1,no", "sandbox run --limit cpu=1,nofile=64 ")]
    [InlineData("zsh", "sandbox signals SIGSE", "sandbox signals SIGSEGV ")]
    public async Task The_tab_key_completes(string shell, string typed, string completed)
    {
        Finished script = (await SandboxProgram.Run("completion", shell)).AssertExit(0);
        string file = Path.Combine(TestFolders.Create(), "completion");
        await File.WriteAllTextAsync(file, script.Output, TestContext.Current.CancellationToken);
        using Pty pty = new(columns: 200);
        // A function in the program's place prints the words that it is run with.
        string start = shell == "zsh" ? "autoload -U compinit; compinit -D; " : "";
        ChildProcess child = pty.Start(new SandboxProgram { Program = shell }, Quiet[shell]);

        pty.Type($"{start}sandbox() {{ printf '<%s>' \"sandbox $*\"; }}; . {file}; echo 'rea''dy'\r");
        await pty.WaitFor(text => text.Split(['\r', '\n']).Any(line => line.EndsWith("ready", StringComparison.Ordinal)), "the script to be read");
        pty.Type($"{typed}\t\r");
        await pty.WaitFor(text => text.Contains($"<{completed.TrimEnd()}>", StringComparison.Ordinal), $"<{completed.TrimEnd()}>");
        // Not Ctrl-D: one that comes before the prompt is lost.
        pty.Type("exit\r");

        Assert.Equal(0, await child.Status.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        await pty.AssertNothingLeft(child);
    }
}
