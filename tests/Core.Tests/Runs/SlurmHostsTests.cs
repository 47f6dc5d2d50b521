using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Runs;

/// <summary>What the variables of an allocation stand for; the names are as <c>scontrol show hostnames</c> of Slurm 22.05 gives them.</summary>
public class SlurmHostsTests
{
    [Theory]
    [InlineData("tux", null, "tux")]
    [InlineData("tux[0-2]", "4(x3)", "tux0:4,tux1:4,tux2:4")]
    [InlineData("tux[1,3-4,08]", "", "tux1,tux3,tux4,tux08")]
    [InlineData("lx[009-011]", "2(x2),1", "lx009:2,lx010:2,lx011:1")]
    [InlineData("a,b[1-2],c.example", "1,2(x3)", "a:1,b1:2,b2:2,c.example:2")]
    [InlineData("rack[0-1]n[0-1]", "1(x4)", "rack0n0:1,rack0n1:1,rack1n0:1,rack1n1:1")]
    [InlineData("a,b", "3", "a:3,b")]
    public void Names_are_taken_apart_and_their_tasks_put_behind_them(string nodes, string? tasks, string hosts) => Assert.Equal((hosts, null), SlurmHosts.Read(nodes, tasks));

    [Theory]
    [InlineData("a[", null, "SLURM_JOB_NODELIST: \"a[\" is no list of nodes")]
    [InlineData("a]1[", null, "SLURM_JOB_NODELIST: \"a]1[\" is no list of nodes")]
    [InlineData("a[2-1]", null, "SLURM_JOB_NODELIST: \"a[2-1]\" is no list of nodes")]
    [InlineData("a[1-2-3]", null, "SLURM_JOB_NODELIST: \"a[1-2-3]\" is no list of nodes")]
    [InlineData("a[x]", null, "SLURM_JOB_NODELIST: \"a[x]\" is no list of nodes")]
    [InlineData("a,,b", null, "SLURM_JOB_NODELIST: \"\" is no list of nodes")]
    [InlineData("a[1-2]", "x(x2)", "SLURM_TASKS_PER_NODE: \"x(x2)\" is no number of tasks")]
    [InlineData("a[0-2000000000]b[0-2000000000]", null, "65 hosts; expected at most 64")]
    [InlineData("a,a", null, "the host a is named twice")]
    [InlineData("$(id)", null, "\"$(id)\" is no name of a host")]
    public void What_is_none_is_refused_in_words(string nodes, string? tasks, string problem)
    {
        (string? hosts, string? told) = SlurmHosts.Read(nodes, tasks);
        Assert.Null(hosts);
        Assert.StartsWith(problem, told, StringComparison.Ordinal);
    }
}
