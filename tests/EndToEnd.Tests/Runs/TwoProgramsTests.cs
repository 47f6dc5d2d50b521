namespace Sandbox.EndToEnd.Tests.Runs;

/// <summary>sandbox and sandbox-host belong together: what one of them is without the other.</summary>
public class TwoProgramsTests
{
    [Fact]
    public async Task A_host_of_another_version_is_refused_and_both_versions_are_named()
    {
        string program = Executables.CopyOfProgram();
        string host = Path.Combine(Path.GetDirectoryName(program)!, "sandbox-host");
        // As if the program beside the host came from another build: it tells its version in the second word.
        File.Move(host, host + ".real");
        Executables.Write(host, $"""
            #!/bin/sh
            shift 2
            exec '{host}.real' host 0.0.9 "$@"

            """);

        Finished refused = await new SandboxProgram { Program = program }.RunWith("run", "--length", "1000");

        refused.AssertExit(3);
        Assert.Equal("", refused.Output);
        Assert.Matches(@"sandbox has version 0\.0\.9, and sandbox-host beside it has version \d+\.\d+\.\d+.*; expected one version: install both from one package", refused.Error);
    }

    [Fact]
    public async Task A_program_without_its_host_says_which_file_is_missing()
    {
        string program = Executables.CopyOfProgram();
        string host = Path.Combine(Path.GetDirectoryName(program)!, "sandbox-host");
        File.Delete(host);

        Finished refused = await new SandboxProgram { Program = program }.RunWith("run", "--length", "1000");

        refused.AssertExit(3);
        Assert.Contains(host, refused.Error);
        Assert.Contains("ENOENT", refused.Error);
    }

    [Theory]
    [InlineData("exit 0", "exited 0 before it began the run")]
    [InlineData("echo 'libfoo.so.1: cannot open shared object file' >&2; exit 127", "(it said: \"libfoo.so.1: cannot open shared object file\")")]
    public async Task Another_program_in_the_place_of_the_host_is_no_host_that_went_down(string script, string words)
    {
        string program = Executables.CopyOfProgram();
        string host = Path.Combine(Path.GetDirectoryName(program)!, "sandbox-host");
        Executables.Write(host, $"#!/bin/sh\n{script}\n");

        Finished refused = await new SandboxProgram { Program = program }.RunWith("run", "--length", "1000");

        refused.AssertExit(3);
        Assert.Contains(words, refused.Error);
        Assert.Contains("install both anew from one package", refused.Error);
    }

    [Fact]
    public async Task A_host_started_by_hand_says_what_it_is()
    {
        Finished explained = await new SandboxProgram { Program = SandboxProgram.Beside("sandbox-host") }.RunWith();

        explained.AssertExit(2);
        Assert.Contains("start sandbox instead", explained.Error);
    }
}
