namespace Sandbox.Slow.Tests.Release;

/// <summary>Control groups of version 2, which the machine of arm64 has and few build machines: their limits are refused with their numbers, and where memory runs out the host goes first.</summary>
internal static class GroupsOfVersion2
{
    private const int Bytes = 128 << 20;

    // The group's memory is filled by a file in memory, until so much is missing as a host has.
    private static readonly string Crowded =
        $"in_group sandbox run --length 1000000 --no-history --pace 20 --timeout 60 >said & sleep 8; in_group dd if=/dev/zero of=big bs=64k count=$((({Bytes} - $(cat $group/memory.current) + 2000000) / 65536)) && wait $! && rm big && cat said $group/memory.events";

    /// <summary>What is run there, each as a line of one script.</summary>
    public static IReadOnlyList<string> Commands { get; } =
    [
        "cd /tmp && group=/sys/fs/cgroup/lab && mount -t cgroup2 none /sys/fs/cgroup && echo +memory +pids >/sys/fs/cgroup/cgroup.subtree_control && mkdir $group",
        "in_group() { sh -c 'echo $$ >/sys/fs/cgroup/lab/cgroup.procs; exec \"$@\"' in \"$@\"; }; echo 40 >$group/pids.max",
        "in_group sandbox run --workers 64 --length 1000 --no-history",
        "in_group sandbox run --workers 8 --length 1000 --no-history",
        $"echo max >$group/pids.max; echo {Bytes} >$group/memory.max; in_group sandbox run --length 100000000 --no-history",
        Crowded,
    ];

    /// <summary>Checks what was answered.</summary>
    public static void Check(IReadOnlyList<(int Code, string Text)> answers)
    {
        Assert.Equal([0, 0, 3, 0, 3, 0], answers.Select(answer => answer.Code));
        Assert.Contains("/sys/fs/cgroup/lab/pids.max of 40 tasks, of which", answers[2].Text, StringComparison.Ordinal);
        Assert.Contains("clean: all 8 sums are right", answers[3].Text, StringComparison.Ordinal);
        Assert.Contains($"/sys/fs/cgroup/lab/memory.max of {Bytes} bytes, of which", answers[4].Text, StringComparison.Ordinal);
        Assert.Contains("lost: the host was killed by SIGKILL (9), sent from outside", answers[5].Text, StringComparison.Ordinal);
        Assert.Contains("; meanwhile memory ran out, and the kernel's OOM killer ended 1 process\n", answers[5].Text, StringComparison.Ordinal);
        Assert.Contains("\noom_kill 1\n", answers[5].Text, StringComparison.Ordinal);
    }
}
