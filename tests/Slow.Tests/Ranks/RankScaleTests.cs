using Sandbox.Core.Runs;

namespace Sandbox.Slow.Tests.Ranks;

/// <summary>As many ranks as two processors may have, over four hosts, first when nobody dies and then when one does.</summary>
public class RankScaleTests
{
    // One after the other: side by side they would be twice as many.
    [Fact]
    public async Task Sixty_four_ranks_on_four_hosts_are_all_told_of()
    {
        using HostLab lab = await HostLab.Make("b", "c", "d");
        await AssertAllAreToldOf(lab, "none", Verdict.Clean);
        await AssertAllAreToldOf(lab, "segfault", Verdict.Spread);
    }

    private static async Task AssertAllAreToldOf(HostLab lab, string fault, Verdict verdict)
    {
        int ranks = Math.Min(64, 32 * Environment.ProcessorCount);
        RunReport report = await lab.Report("--hosts", "a,b,c,d", "--workers", $"{ranks}", "--timeout", "110", "--fault", fault);

        Assert.True(report.Mpi!.Hosts.All(host => !host.Lost), report.Mpi.Message);
        Assert.Equal((ranks, verdict), (report.Workers.Length, report.Verdict));
        Assert.Equal([("a", ranks / 4), ("b", ranks / 4), ("c", ranks / 4), ("d", ranks / 4)], report.Mpi.Hosts.Select(host => (host.Name, host.Ranks)));
        Assert.Empty(report.Workers.Where(worker => worker.Status is null).Select(worker => $"worker {worker.Index} on {worker.Host} is {worker.State}"));
        Assert.Equal(verdict == Verdict.Clean, report.Totals.Correct);
    }
}
