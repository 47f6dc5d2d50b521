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

    [Theory]
    [InlineData("ssh -p 22", true)]
    [InlineData("here", true)]
    [InlineData("a:b", false)]
    [InlineData("x */ system(\"id\"); /*", false)]
    [InlineData("a\u001b[2J", false)]
    [InlineData(" ssh", false)]
    public void An_agent_is_words_that_neither_Open_MPI_nor_a_comment_in_C_takes_apart(string text, bool right) =>
        Assert.Equal(right ? (text, true) : (null, false), (RankHosts.ReadAgent(text).Agent, RankHosts.ReadAgent(text).Problem is null));

    [Theory]
    [InlineData("/opt/sandbox-1.0/sandbox-host", null)]
    [InlineData("/opt/a b", ' ')]
    [InlineData("/opt/$HOME", '$')]
    [InlineData("/opt/a:b", ':')]
    [InlineData("/opt/\u00e4", '\u00e4')]
    public void What_a_shell_of_another_machine_would_take_apart_is_found(string path, char? found) => Assert.Equal(found, RankHosts.NotForShells(path));

    [Fact]
    public void Too_little_room_is_refused_with_both_numbers() =>
        Assert.Contains("takes 3 ranks, and there are 4 workers", RankHosts.Problem("a:1,b:2", 4)!, StringComparison.Ordinal);
}
