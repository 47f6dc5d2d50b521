using Sandbox.Core.Kernel.Proc;

namespace Sandbox.Core.Tests.Hosting;

/// <summary>Machines made of files in a folder, and what their control groups leave.</summary>
public sealed class ControlGroupsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sandbox-groups-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void In_version_2_every_group_up_to_the_root_may_limit_both()
    {
        Put("proc/self/cgroup", "0::/lab/session");
        Put("sys/fs/cgroup/lab/session/pids.max", "60");
        Put("sys/fs/cgroup/lab/session/pids.current", "12");
        Put("sys/fs/cgroup/lab/memory.max", "1000");
        Put("sys/fs/cgroup/lab/memory.current", "400");
        ControlGroups groups = ControlGroups.OfThisProcess(_root);
        Assert.Equal([48], groups.Tasks().Select(allowance => allowance.Free));
        Assert.Equal([600], groups.Memory().Select(allowance => allowance.Free));
    }

    [Fact]
    public void In_version_1_each_controller_has_a_tree_of_its_own()
    {
        Put("proc/self/cgroup", "4:memory:/lab\n3:cpu,cpuacct:/\n2:pids:/");
        Put("sys/fs/cgroup/memory/lab/memory.limit_in_bytes", "1000");
        Put("sys/fs/cgroup/memory/lab/memory.usage_in_bytes", "400");
        Put("sys/fs/cgroup/pids/pids.max", "max");
        ControlGroups groups = ControlGroups.OfThisProcess(_root);
        Assert.Empty(groups.Tasks());
        Allowance memory = Assert.Single(groups.Memory());
        Assert.Equal(600, memory.Free);
        Assert.EndsWith("/memory/lab/memory.limit_in_bytes of 1000 bytes, of which 400 are in use,", memory.Source);
    }

    [Fact]
    public void Page_cache_that_the_kernel_would_take_back_first_is_not_in_use_in_version_2()
    {
        Put("proc/self/cgroup", "0::/lab");
        Put("sys/fs/cgroup/lab/memory.max", "1000");
        Put("sys/fs/cgroup/lab/memory.current", "900");
        Put("sys/fs/cgroup/lab/memory.stat", "anon 100\nfile 750\ninactive_anon 40\ninactive_file 700\nactive_file 50");
        Allowance memory = Assert.Single(ControlGroups.OfThisProcess(_root).Memory());
        Assert.Equal(800, memory.Free);
        Assert.EndsWith("/lab/memory.max of 1000 bytes, of which 200 are in use,", memory.Source);
    }

    [Fact]
    public void In_version_1_it_is_that_of_the_groups_below_too()
    {
        Put("proc/self/cgroup", "4:memory:/lab");
        Put("sys/fs/cgroup/memory/lab/memory.limit_in_bytes", "1000");
        Put("sys/fs/cgroup/memory/lab/memory.usage_in_bytes", "900");
        Put("sys/fs/cgroup/memory/lab/memory.stat", "cache 10\ninactive_file 5\ntotal_cache 700\ntotal_inactive_file 600");
        Assert.Equal([700], ControlGroups.OfThisProcess(_root).Memory().Select(allowance => allowance.Free));
    }

    [Fact]
    public void Counts_that_were_read_at_two_moments_never_make_less_than_nothing()
    {
        Put("proc/self/cgroup", "0::/lab");
        Put("sys/fs/cgroup/lab/memory.max", "1000");
        Put("sys/fs/cgroup/lab/memory.current", "600");
        Put("sys/fs/cgroup/lab/memory.stat", "inactive_file 700");
        Assert.Equal([1000], ControlGroups.OfThisProcess(_root).Memory().Select(allowance => allowance.Free));
    }

    [Fact]
    public void Without_control_groups_there_are_no_limits_of_theirs()
    {
        ControlGroups groups = ControlGroups.OfThisProcess(_root);
        Assert.Empty(groups.Memory().Concat(groups.Tasks()));
    }

    private void Put(string path, string text)
    {
        string file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text + "\n");
    }
}
