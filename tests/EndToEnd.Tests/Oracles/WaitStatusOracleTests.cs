using System.Globalization;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Oracles;

/// <summary>All sixteen-bit statuses against CPython, whose os.W* are the macros of C.</summary>
public class WaitStatusOracleTests
{
    private const string Python =
        """
        import os
        for s in range(65536):
            print(s,
                int(os.WIFEXITED(s)), os.WEXITSTATUS(s) if os.WIFEXITED(s) else '-',
                int(os.WIFSIGNALED(s)), os.WTERMSIG(s) if os.WIFSIGNALED(s) else '-',
                int(os.WIFSIGNALED(s) and os.WCOREDUMP(s)),
                int(os.WIFSTOPPED(s)), os.WSTOPSIG(s) if os.WIFSTOPPED(s) else '-',
                int(os.WIFCONTINUED(s)))
        """;

    [Fact]
    public async Task Every_status_of_sixteen_bits_means_what_CPython_says()
    {
        Finished python = (await new SandboxProgram { Program = "python3" }.RunWith("-c", Python)).AssertExit(0);

        string[] lines = python.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(65536, lines.Length);
        string[] different = [.. lines.Where((line, raw) => line != Line(new WaitStatus(raw))).Take(10)];
        Assert.Empty(different);
    }

    [Fact]
    public async Task The_returncode_of_a_killed_child_in_CPython_is_the_signal_that_it_was_killed_by()
    {
        const string Kill =
            """
            import os, signal, subprocess, sys
            for n in signal.valid_signals():
                print(os.waitstatus_to_exitcode(n))
            child = "import os, resource; resource.setrlimit(resource.RLIMIT_CORE, (0, 0)); os.kill(os.getpid(), 11)"
            print(subprocess.run([sys.executable, "-c", child]).returncode)
            """;
        string[] codes = (await new SandboxProgram { Program = "python3" }.RunWith("-c", Kill)).AssertExit(0).Output.TrimEnd('\n').Split('\n');
        Assert.Equal("-11", codes[^1]);
        Assert.Equal(63, codes.Length);

        Finished decoded = (await new SandboxProgram().RunWith(["decode", .. codes, "--json"])).AssertExit(0);
        Assert.Equal(codes.Select(code => -int.Parse(code, CultureInfo.InvariantCulture)), decoded.Json.EnumerateArray().Select(status => status.GetProperty("signal").GetInt32()));
    }

    private static string Line(WaitStatus status) => string.Join(
        ' ',
        status.Raw,
        Flag(status.Exited),
        Number(status.ExitCode),
        Flag(status.Signaled),
        Number(status.Signal),
        Flag(status.CoreDumped),
        Flag(status.Stopped),
        Number(status.StopSignal),
        Flag(status.Continued));

    private static int Flag(bool value) => value ? 1 : 0;

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
