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
