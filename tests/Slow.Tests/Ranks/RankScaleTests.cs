using Sandbox.Core.Runs;

namespace Sandbox.Slow.Tests.Ranks;

/// <summary>As many ranks as two processors may have, over four hosts.</summary>
public class RankScaleTests
{
    [Fact]
    public async Task Sixty_four_ranks_on_four_hosts_are_all_told_of()
    {
        using HostLab lab = await HostLab.Make("b", "c", "d");
        int ranks = Math.Min(64, 32 * Environment.ProcessorCount);
        RunReport report = await lab.Report("--hosts", "a,b,c,d", "--workers", $"{ranks}", "--timeout", "110");

        Assert.Equal((ranks, Verdict.Clean), (report.Workers.Length, report.Verdict));
        Assert.Equal([("a", ranks / 4), ("b", ranks / 4), ("c", ranks / 4), ("d", ranks / 4)], report.Mpi!.Hosts.Select(host => (host.Name, host.Ranks)));
        Assert.All(report.Workers, worker => Assert.NotNull(worker.Status));
        Assert.True(report.Totals.Correct);
    }
}
