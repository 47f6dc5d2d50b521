using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.History;

/// <summary>
/// A clock on the wall that is wrong, or set while the sandbox runs: what is kept has the date that the clock had, in the order in which it was kept, and
/// whatever is measured is measured with another clock.
/// </summary>
public class OddClockTests
{
    // 1950-06-01, 2026-06-01 and 2100-06-01, at noon.
    private const string Years = "-618062400, 1780315200, 4115534400";

    /// <summary>Its first answers are of one year, the later ones of the next: the clock is set between them.</summary>
    private static Task<string> Shim(int first, int later, int after) => Gcc.Program($$"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <time.h>
        int clock_gettime(clockid_t clock, struct timespec *time)
        {
            static const long years[] = { {{Years}} };
            static int calls;
            int (*real)(clockid_t, struct timespec *) = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
            int answer = real(clock, time);
            if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)
                *time = (struct timespec){ .tv_sec = years[__atomic_fetch_add(&calls, 1, __ATOMIC_SEQ_CST) < {{after}} ? {{first}} : {{later}}] };
            return answer;
        }
        """, "-shared", "-fPIC");

    [Fact]
    public async Task Runs_of_1950_and_2100_are_kept_in_order_read_and_shown_with_their_dates()
    {
        string state = TestFolders.Create();
        foreach (int year in new[] { 2, 0, 1, 0 })
        {
            JsonElement report = (await With(state, await Shim(year, year, 0)).RunWith("run", "--length", "1000", "--fault", "segfault", "--json")).AssertExit(0).Json;
            Assert.Equal("contained", report.GetProperty("verdict").GetString());
            AssertMeasured(report);
        }

        Finished list = (await With(state, null).RunWith("history")).AssertExit(0), json = (await With(state, null).RunWith("history", "--json")).AssertExit(0);

        string[] dates = ["2100-06-01 12:00:00", "1950-06-01 12:00:00", "2026-06-01 12:00:00", "1950-06-01 12:00:00"];
        Assert.Equal("", list.Error);
        Assert.Equal(dates, list.Output.TrimEnd('\n').Split('\n').Skip(1).Select(line => line[7..26]));
        Assert.Equal(dates.Select(date => date.Replace(' ', 'T') + "+00:00"), json.Json.EnumerateArray().Select(row => row.GetProperty("when").GetString()));
        // And each by its id.
        string[] ids = [.. json.Json.EnumerateArray().Select(row => row.GetProperty("id").GetString()!)];
        Assert.Equal(4, ids.Distinct().Count());
        foreach (string id in ids)
            Assert.Contains("contained: ", (await With(state, null).RunWith("history", id)).AssertExit(0).Output);
        (await With(state, null).RunWith("compare", ids[0], ids[1])).AssertExit(0);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(0, 2)]
    public async Task A_clock_that_is_set_between_begin_and_end_changes_no_time_that_is_measured(int first, int later)
    {
        for (int after = 0; after <= 3; after++)
        {
            string state = TestFolders.Create();
            JsonElement report = (await With(state, await Shim(first, later, after)).RunWith(
                "run", "--length", "1000", "--fault", "stop:0.2", "--wait", "job-control", "--timeout", "30", "--json")).AssertExit(0).Json;
            Assert.Equal("contained", report.GetProperty("verdict").GetString());
            AssertMeasured(report);
            Assert.InRange(report.GetProperty("timing").GetProperty("runMs").GetDouble(), 200, 30_000);
            Assert.Single((await With(state, null).RunWith("history", "--json")).AssertExit(0).Json.EnumerateArray());
        }
    }

    [Theory]
    [InlineData("v2")]
    [InlineData("v3")]
    public async Task A_recording_goes_forward_whatever_the_clock_does(string format)
    {
        string folder = TestFolders.Create();
        File.WriteAllText(Path.Combine(folder, "demo.txt"), "title T\nsize 80x24\npause 1\nkeys r\nwait clean:\npause 1\n");
        SandboxProgram program = With(folder, await Shim(2, 0, 2)) with { Directory = folder };

        (await program.RunWith("record", "--script", "demo.txt", "-o", "demo.cast", "--format", format)).AssertExit(0);

        double[] times = [.. File.ReadAllLines(Path.Combine(folder, "demo.cast")).Skip(1).Select(line => JsonDocument.Parse(line).RootElement[0].GetDouble())];
        Assert.All(times, at => Assert.InRange(at, 0, 60));
        if (format == "v2")
            Assert.Equal(times.Order(), times);
    }

    /// <summary>No time is negative, or longer than such a run takes.</summary>
    private static void AssertMeasured(JsonElement report)
    {
        foreach (JsonElement worker in report.GetProperty("workers").EnumerateArray())
        {
            foreach (string name in (string[])["startedMs", "endedMs", "reapedMs"])
                Assert.InRange(worker.GetProperty(name).GetDouble(), 0, 60_000);
        }
        Assert.InRange(report.GetProperty("timing").GetProperty("totalMs").GetDouble(), 0, 60_000);
        double[] waits = [.. report.GetProperty("waits").EnumerateArray().Select(wait => wait.GetProperty("atMs").GetDouble())];
        Assert.Equal(waits.Order(), waits);
    }

    private static SandboxProgram With(string state, string? shim) => new()
    {
        Variables = new Dictionary<string, string?> { ["XDG_STATE_HOME"] = state, ["TZ"] = "UTC", ["LD_PRELOAD"] = shim },
    };
}
