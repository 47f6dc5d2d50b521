using Sandbox.Core.Doctor;

namespace Sandbox.Core.Tests.Doctor;

public class OomKillsTests
{
    private readonly string _root = Directory.CreateTempSubdirectory("oom-").FullName;

    [Theory]
    [InlineData("0::/user.slice/lab", "sys/fs/cgroup/user.slice/lab/memory.events", "low 0\nhigh 0\nmax 12\noom 4\noom_kill 3\noom_group_kill 0\n", 3)]
    [InlineData("0::/", "sys/fs/cgroup/memory.events", "oom 1\noom_kill 2\n", 2)]
    [InlineData("5:pids:/a\n4:memory:/a/b\n0::/", "sys/fs/cgroup/memory/a/b/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 7\n", 7)]
    [InlineData("0::/", "sys/fs/cgroup/cgroup.procs", "1\n", 40)]
    [InlineData("0::/", "sys/fs/cgroup/memory.events", "oom_kill many\n", 40)]
    [InlineData("4:memory:/gone\n", "sys/fs/cgroup/memory/memory.oom_control", "oom_kill 9\n", 40)]
    public void The_own_group_counts_and_where_it_does_not_the_machine(string groups, string file, string text, long expected)
    {
        try
        {
            Write("proc/self/cgroup", groups);
            Write("proc/vmstat", "nr_free_pages 1\noom_kill 40\n");
            Write(file, text);

            Assert.Equal(expected, OomKills.Count(_root));
            File.Delete(Path.Combine(_root, "proc/vmstat"));
            Assert.Equal(expected == 40 ? null : expected, OomKills.Count(_root));
        }
        finally
        {
            Directory.Delete(_root, recursive: true);
        }
    }

    [Fact]
    public void This_machine_counts()
    {
        Directory.Delete(_root);
        Assert.True(OomKills.Count() >= 0);
    }

    private void Write(string path, string text)
    {
        string file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
