using Sandbox.Core.Doctor;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Doctor;

/// <summary>Machines made of files in a folder, and what the doctor says of them.</summary>
public sealed class DiagnosisTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sandbox-doctor-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_machine_of_which_nothing_is_known_is_said_to_be_so_and_nothing_is_guessed()
    {
        Diagnosis diagnosis = Diagnose();
        Assert.All(
            new[] { "kernel", "memory", "core_pattern", "hidepid", "huge pages", "seccomp", "processes", "privileges" },
            id => Assert.Null(Finding(diagnosis, id).Found));
        Assert.Equal(Sight.Impossible, Ability(diagnosis, "page map, live").Sight);
        Assert.Equal(Sight.Impossible, Ability(diagnosis, "--pages 2m").Sight);
        Assert.True(diagnosis.Works);
    }

    [Fact]
    public void Limits_are_read_by_name_soft_and_hard()
    {
        Put("proc/self/limits", """
            Limit                     Soft Limit           Hard Limit           Units
            Max cpu time              unlimited            unlimited            seconds
            Max processes             100                  200                  processes
            Max open files            1024                 1024                 files
            """);
        Assert.Equal("100, at most 200", Finding("processes").Found);
        Assert.Equal("1024", Finding("open files").Found);
        Assert.Equal("unlimited", Finding("cpu time").Found);
    }

    [Theory]
    [InlineData("core", "0", "no core can be written")]
    [InlineData("core", "unlimited", "in a folder of the run's own")]
    [InlineData("/var/crash/core.%p", "unlimited", "the sandbox removes none of them")]
    [InlineData("|/usr/lib/helper %P", "unlimited", "then this helper gets it")]
    [InlineData("|/usr/lib/helper %P", "0", "a helper gets every core")]
    public void Whether_statuses_have_the_core_bit_depends_on_the_pattern_and_the_hard_limit(string pattern, string hard, string meaning)
    {
        Put("proc/sys/kernel/core_pattern", pattern);
        Put("proc/self/limits", $"""
            Limit                     Soft Limit           Hard Limit           Units
            Max core file size        0                    {hard}               bytes
            """);
        Assert.Equal(pattern, Finding("core_pattern").Found);
        Assert.Contains(meaning, Finding("core_pattern").Meaning);
    }

    [Theory]
    [InlineData("proc /proc proc rw,relatime 0 0", "0", "every process can be seen")]
    [InlineData("proc /proc proc rw,relatime,gid=4,hidepid=invisible 0 0", "invisible", "other users' processes are hidden")]
    [InlineData("proc /proc proc rw,hidepid=2 0 0", "2", "other users' processes are hidden")]
    public void Hidepid_is_an_option_of_the_mount(string mount, string found, string meaning)
    {
        Put("proc/self/mounts", $"sysfs /sys sysfs rw 0 0\n{mount}");
        Assert.Equal(found, Finding("hidepid").Found);
        Assert.Contains(meaning, Finding("hidepid").Meaning);
    }

    [Theory]
    [InlineData("always [madvise] never", Sight.Exact, null)]
    [InlineData("[always] madvise never", Sight.Exact, null)]
    [InlineData("always madvise [never]", Sight.Impossible, "root: echo madvise > /sys/kernel/mm/transparent_hugepage/enabled")]
    public void Huge_pages_are_there_unless_they_are_off(string enabled, Sight sight, string? change)
    {
        Put("sys/kernel/mm/transparent_hugepage/enabled", enabled);
        Ability ability = Ability(Diagnose(), "--pages 2m");
        Assert.Equal((sight, change), (ability.Sight, ability.Change));
    }

    [Fact]
    public void Every_group_from_the_own_one_up_is_told_of_if_it_limits_something()
    {
        Put("proc/self/cgroup", "0::/user.slice/session.scope");
        Put("sys/fs/cgroup/user.slice/session.scope/memory.max", "max");
        Put("sys/fs/cgroup/user.slice/session.scope/pids.max", "60");
        Put("sys/fs/cgroup/user.slice/session.scope/pids.current", "12");
        Put("sys/fs/cgroup/user.slice/memory.max", "2147483648");
        Put("sys/fs/cgroup/user.slice/cpu.max", "50000 100000");
        Assert.Equal("/user.slice/session.scope, tasks 60 (12 used); /user.slice, memory 2.0 GiB, cpu 50000 100000", Finding("cgroup").Found);
    }

    [Fact]
    public void Groups_of_version_1_are_told_of_too_a_tree_a_controller()
    {
        Put("proc/self/cgroup", "4:memory:/lab\n3:cpu,cpuacct:/\n2:pids:/lab/session\n1:name=systemd:/init.scope");
        Put("sys/fs/cgroup/memory/lab/memory.limit_in_bytes", "1073741824");
        Put("sys/fs/cgroup/memory/lab/memory.usage_in_bytes", "1006632960");
        Put("sys/fs/cgroup/memory/lab/memory.stat", "total_inactive_file 469762048");
        Put("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
        Put("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "50000");
        Put("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
        Put("sys/fs/cgroup/pids/lab/session/pids.max", "max");
        Put("sys/fs/cgroup/pids/lab/pids.max", "60");
        Assert.Equal("/lab, memory 1.0 GiB (512.0 MiB used); /, cpu 50000 100000; /lab, tasks 60", Finding("cgroup").Found);
    }

    [Fact]
    public void A_group_of_version_1_without_a_quota_limits_nothing()
    {
        Put("proc/self/cgroup", "4:memory:/\n3:cpu,cpuacct:/");
        Put("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
        Put("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1");
        Assert.Equal("no limit", Finding("cgroup").Found);
    }

    [Fact]
    public void Text_of_a_machine_reaches_nobody_with_control_characters_in_it()
    {
        Put("proc/sys/kernel/core_pattern", "|\e[2J/helper");
        Assert.Equal("|\\u001b[2J/helper", Finding("core_pattern").Found);
    }

    [Fact]
    public void A_run_that_was_refused_means_that_nothing_can_be_seen_and_says_why()
    {
        Trial refused = new(null, "20 of 20 processes are taken");
        Put("proc/self/pagemap", "");
        Diagnosis diagnosis = Diagnose(new Trials(refused, refused, refused));

        Assert.False(diagnosis.Works);
        Assert.Contains("20 of 20 processes are taken", Ability(diagnosis, "runs").Why);
        Assert.All(diagnosis.Abilities.Where(ability => ability.Id is not ("screen" or "--pages 2m" or "trace")), ability => Assert.Equal(Sight.Impossible, ability.Sight));
    }

    [Fact]
    public void Tracing_is_tried_by_itself_and_what_Yama_allows_is_said()
    {
        Put("proc/sys/kernel/yama/ptrace_scope", "3");
        Diagnosis diagnosis = Diagnose(Good() with { TraceFailure = "ptrace(PTRACE_SEIZE) failed with EPERM" });
        Assert.Equal((Sight.Impossible, "ptrace(PTRACE_SEIZE) failed with EPERM"), (Ability(diagnosis, "trace").Sight, Ability(diagnosis, "trace").Why));
        Assert.Contains("nobody can trace", Finding(diagnosis, "yama").Meaning);
    }

    [Fact]
    public void Only_what_was_tried_and_failed_is_impossible()
    {
        Trials trials = Good() with { PidFd = new Trial(null, "pidfd_open(2) fails here with ENOSYS; it needs Linux 5.3") };
        Diagnosis diagnosis = Diagnose(trials);

        Assert.Equal(Sight.Impossible, Ability(diagnosis, "--wait pidfd").Sight);
        Assert.Contains("ENOSYS", Ability(diagnosis, "--wait pidfd").Why);
        Assert.Equal(Sight.Exact, Ability(diagnosis, "forbidden-syscall").Sight);
    }

    [Theory]
    [InlineData(true, "xterm-256color", 80, 24, Sight.Exact, "80x24")]
    [InlineData(true, "xterm-256color", 50, 24, Sight.Impossible, "50x24 is too small")]
    [InlineData(true, "dumb", 80, 24, Sight.Impossible, "TERM=dumb cannot move its cursor")]
    [InlineData(true, null, 80, 24, Sight.Impossible, "TERM is not set")]
    [InlineData(false, "xterm", 0, 0, Sight.Impossible, "standard output is no terminal")]
    public void The_screen_needs_a_terminal_that_is_large_enough(bool isTerminal, string? term, int columns, int rows, Sight sight, string why)
    {
        TerminalFacts terminal = Terminal() with { IsTerminal = isTerminal, Term = term, CanPaint = term?.StartsWith('x') ?? false, Columns = columns, Rows = rows };
        Ability screen = Ability(Diagnosis.Of(MachineFacts.Read(_root), terminal, Good()), "screen");
        Assert.Equal((sight, why), (screen.Sight, screen.Why));
    }

    [Theory]
    [InlineData("tmux", "set-clipboard")]
    [InlineData("screen", "no copying")]
    [InlineData(null, "OSC 52")]
    public void What_the_terminal_is_in_decides_on_copying(string? inside, string meaning) =>
        Assert.Contains(meaning, Finding(Diagnosis.Of(MachineFacts.Read(_root), Terminal() with { Inside = inside }, Good()), "inside").Meaning);

    [Fact]
    public void Of_this_machine_the_kernel_the_limits_and_the_page_map_are_known()
    {
        MachineFacts facts = MachineFacts.Read("/");
        Assert.Equal(File.ReadAllText("/proc/sys/kernel/osrelease").Trim(), facts.Kernel);
        Assert.True(facts.PageMapReadable);
        Assert.Contains("Max processes", facts.Limits.Keys);
        Assert.True(facts.MemoryAvailable > 0);
    }

    private void Put(string path, string text)
    {
        string file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text + "\n");
    }

    private Diagnosis Diagnose(Trials? trials = null) => Diagnosis.Of(MachineFacts.Read(_root), Terminal(), trials ?? Good());

    private Finding Finding(string id) => Finding(Diagnose(), id);

    private static Finding Finding(Diagnosis diagnosis, string id) => diagnosis.Findings.Single(finding => finding.Id == id);

    private static Ability Ability(Diagnosis diagnosis, string id) => diagnosis.Abilities.Single(ability => ability.Id == id);

    private static TerminalFacts Terminal() => new(true, "xterm-256color", true, "256", true, 80, 24, 60, 18, 1024, 512, null);

    private static Trials Good()
    {
        RunSpec spec = Reports.Spec("--workers 2");
        Trial clean = new(Reports.Of(spec, Verdict.Clean), null);
        return new Trials(clean, clean, new Trial(Reports.Of(Reports.Spec("--workers 2 --fault forbidden-syscall"), Verdict.Contained), null));
    }
}
