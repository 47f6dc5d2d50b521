using Sandbox.Core.Catalogue;
using Sandbox.Core.Doctor;
using Sandbox.Core.Kernel.Supervision;

namespace Sandbox.Core.Tests.Hosting;

/// <summary>Machines made of files in a folder, and which of their limits a refused worker has likely met.</summary>
public sealed class StartLimitsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sandbox-start-").FullName;

    public StartLimitsTests()
    {
        Put("proc/sys/vm/max_map_count", "65530");
        Put("proc/sys/kernel/threads-max", "192730");
        Put("proc/sys/kernel/pid_max", "4194304");
        Put("proc/loadavg", "0.50 0.40 0.30 2/300 4711");
        Put("proc/self/cgroup", "0::/lab");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Threads_meet_the_number_of_mappings_and_processes_do_not()
    {
        Assert.Equal("vm.max_map_count allows 65,530 mappings in one process, and each thread takes 2", Behind(WorkerStart.Thread, 32_400));
        Assert.Null(Behind(WorkerStart.Fork, 32_400));
        Assert.Null(Behind(WorkerStart.Thread, 20_000));
    }

    [Fact]
    public void The_limit_that_is_closest_is_named()
    {
        Put("proc/sys/kernel/threads-max", "2000");
        Put("proc/loadavg", "0.50 0.40 0.30 2/300 4711");
        Assert.Equal("kernel.threads-max allows 2,000 processes and threads", Behind(WorkerStart.Fork, 1_990));

        Put("sys/fs/cgroup/lab/pids.max", "1500");
        Put("sys/fs/cgroup/lab/pids.current", "1500");
        Assert.Equal("/sys/fs/cgroup/lab/pids.max allows 1,500 processes and threads", Behind(WorkerStart.Fork, 1_490));
    }

    [Fact]
    public void Where_nothing_can_be_read_nothing_is_said()
    {
        Directory.Delete(Path.Combine(_root, "proc"), recursive: true);
        Assert.Null(Behind(WorkerStart.Thread, 32_400));
    }

    private string? Behind(WorkerStart start, int started) => StartLimits.Behind(new FactFiles(_root), start, started);

    private void Put(string file, string text)
    {
        string path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text + "\n");
    }
}
