using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Runs;

public class RankHostsTests
{
    [Theory]
    [InlineData("a,b", 5, "a:3 b:2")]
    [InlineData("a:1,b", 5, "a:1 b:4")]
    [InlineData("a,b:4", 6, "a:2 b:4")]
    [InlineData("a:4,b:4", 4, "a:4")]
    [InlineData("a:4,b:4", 6, "a:4 b:2")]
    [InlineData("a,b,c", 2, "a:1 b:1")]
    public void Ranks_go_to_hosts_in_their_order(string hosts, int workers, string plan) =>
        Assert.Equal(plan, string.Join(' ', RankHosts.Plan(hosts, workers).Select(host => $"{host.Name}:{host.Ranks}")));

    [Theory]
    [InlineData("-x", "no name of a host")]
    [InlineData("a;reboot", "no name of a host")]
    [InlineData("a,", "no name of a host")]
    [InlineData("$(id)", "no name of a host")]
    [InlineData("a:0", "how many ranks the host a takes")]
    [InlineData("a:1:2", "how many ranks the host a takes")]
    [InlineData("a,b,a:3", "the host a is named twice")]
    public void What_is_no_host_is_refused_in_words(string text, string problem) => Assert.Contains(problem, RankHosts.Read(text).Problem!, StringComparison.Ordinal);

    [Fact]
    public void Too_little_room_is_refused_with_both_numbers() =>
        Assert.Contains("takes 3 ranks, and there are 4 workers", RankHosts.Problem("a:1,b:2", 4)!, StringComparison.Ordinal);
}
