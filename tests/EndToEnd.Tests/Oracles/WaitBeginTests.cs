using System.Globalization;
using System.Text.RegularExpressions;

namespace Sandbox.EndToEnd.Tests.Oracles;

/// <summary>When a host's waits began, beside what strace(1) saw of the same calls.</summary>
public partial class WaitBeginTests
{
    // The two clocks are set at the same rate, but on a virtual machine not to the last microsecond.
    private const double DriftMs = 0.5;

    private const string Watched = "write,read,poll,wait4,waitid,pidfd_open,clock_nanosleep,restart_syscall";

    /// <summary>
    /// Nobody knows how far the two clocks are apart, but it is the same for all calls: there is one distance at which each beginning lies between
    /// the system call before it and the wait itself, and each return between the wait and the system call after it.
    /// </summary>
    [Theory]
    [InlineData("in-order")]
    [InlineData("any")]
    [InlineData("poll")]
    [InlineData("pidfd")]
    [InlineData("ignore")]
    public async Task The_beginning_of_each_wait_lies_between_the_system_calls_around_it(string wait)
    {
        string trace = Path.Combine(TestFolders.Create(), "trace");
        SandboxProgram strace = new() { Program = "strace" };
        string[] command = ["run", "--fault", "alarm", "--faulty", "0", "--length", "10000", "--wait", wait, "--json"];
        Finished finished = (await strace.RunWith(["-f", "-ttt", "-T", "-e", $"trace={Watched}", "-o", trace, SandboxProgram.Location, .. command])).AssertExit(0);

        int host = finished.Json.GetProperty("host").GetProperty("pid").GetInt32();
        (double Began, double Ended)[] reported = [.. finished.Json.GetProperty("waits").EnumerateArray()
            .Where(call => call.GetProperty("call").GetString()!.StartsWith("wait", StringComparison.Ordinal))
            .Select(call => (call.GetProperty("beganMs").GetDouble(), call.GetProperty("atMs").GetDouble()))];
        Traced[] calls = Calls(await File.ReadAllLinesAsync(trace, TestContext.Current.CancellationToken), host);
        int[] waits = [.. Enumerable.Range(0, calls.Length).Where(at => calls[at].Name is "wait4" or "waitid" && !calls[at].IsProbe)];

        Assert.Equal(reported.Length, waits.Length);
        Assert.InRange(waits.Length, 4, int.MaxValue);
        double least = double.MinValue, most = double.MaxValue;
        for (int at = 0; at < waits.Length; at++)
        {
            Traced call = calls[waits[at]], before = calls[waits[at] - 1], after = calls[waits[at] + 1];
            least = Math.Max(least, Math.Max(before.EndMs - reported[at].Began, call.EndMs - reported[at].Ended));
            most = Math.Min(most, Math.Min(call.StartMs - reported[at].Began, after.StartMs - reported[at].Ended));
        }
        Assert.True(least <= most + DriftMs, $"the clocks would be at least {least} and at most {most} ms apart");
    }

    /// <summary>The system calls of one process in order, each with its beginning and its end.</summary>
    private static Traced[] Calls(string[] lines, int pid)
    {
        List<Traced> calls = [];
        double? begun = null, entered = null;
        foreach (string line in lines.Where(line => line.StartsWith($"{pid} ", StringComparison.Ordinal)))
        {
            Match call = Line().Match(line);
            if (!call.Success)
                continue;
            double at = Number(call, "at") * 1000, took = call.Groups["took"].Success ? Number(call, "took") * 1000 : 0;
            entered = call.Groups["resumed"].Success ? entered : at;
            begun ??= entered;
            // A call that a signal without effect interrupts goes on, and is seen to be entered again.
            if (line.EndsWith("<unfinished ...>", StringComparison.Ordinal) || line.Contains(" = ? ERESTART", StringComparison.Ordinal))
                continue;
            bool probe = line.Contains("P_PIDFD", StringComparison.Ordinal) && line.Contains("WNOHANG", StringComparison.Ordinal);
            calls.Add(new Traced(call.Groups["name"].Value, probe, begun!.Value, entered!.Value + took));
            begun = null;
        }
        return [.. calls];
    }

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d+ +(?<at>\d+\.\d+) (?:(?<resumed><\.\.\. )(?<name>\w+) resumed|(?<name>\w+)\().*?(?:<(?<took>\d+\.\d+)>)?$")]
    private static partial Regex Line();

    /// <summary>A call of a trace; a probe is how the host finds out whether the kernel knows pidfds.</summary>
    private sealed record Traced(string Name, bool IsProbe, double StartMs, double EndMs);
}
