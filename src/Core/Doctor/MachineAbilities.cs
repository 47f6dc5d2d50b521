using Sandbox.Core.Runs;

namespace Sandbox.Core.Doctor;

/// <summary>What the sandbox can show on a machine, and how well.</summary>
internal static class MachineAbilities
{
    public static IEnumerable<Ability> Of(MachineFacts machine, Trials trials)
    {
        string? main = trials.Main.Failure(Verdict.Clean);
        yield return main is null
            ? new Ability("runs", Sight.Exact, "a run of two processes was tried, and ended clean", null)
            : new Ability("runs", Sight.Impossible, $"a run of two processes was tried: {main}", "what was found above names the limits");
        // Where nothing runs nothing else can be seen, whatever the kernel offers.
        yield return Exact("wait statuses", "the raw status of each child, from its parent's wait");
        yield return Exact("timeline", "workers write their times on memory that outlives them");
        yield return Exact("signals", "sent to the process itself, never to another that got its number");
        yield return main is not null ? Without("zombies") : new Ability("zombies", Sight.Sampled, "looked for in /proc every few milliseconds; one that is reaped at once is missed", "--wait never lets them stay");
        yield return Pages(machine, trials, main);
        yield return main is not null ? Without("page map, live") : machine.PageMapReadable
            ? new Ability("page map, live", Sight.Sampled, "read from /proc/PID/pagemap for each frame; a killed worker keeps the last sample", null)
            : new Ability("page map, live", Sight.Impossible, "/proc/self/pagemap cannot be read", "a kernel with CONFIG_PROC_PAGE_MONITOR");
        yield return machine.HugePages is "always" or "madvise"
            ? Exact("--pages 2m", $"transparent huge pages are on ({machine.HugePages})")
            : new Ability("--pages 2m", Sight.Impossible, "transparent huge pages are off: the array has small ones", "root: echo madvise > /sys/kernel/mm/transparent_hugepage/enabled");
        yield return Tried("--wait pidfd", trials.PidFd.Failure(Verdict.Clean), "tried: pidfd_open and waitid(P_PIDFD) work", "Linux 5.4, or a container that lets pidfd_open through");
        yield return Tried("forbidden-syscall", trials.Seccomp.Failure(Verdict.Contained), "tried: a seccomp filter killed a worker with SIGSYS", "Linux 4.14 with CONFIG_SECCOMP_FILTER");
        if (trials.ColdFile is { } cold)
            yield return Tried("cold-file", cold.Failure(Verdict.Contained), "tried: pages of a file were dropped, and read from the disk again", "TMPDIR on a disk that has O_TMPFILE (ext4, xfs, btrfs)");
        if (trials.Mpi is { } mpi)
            yield return Mpi(mpi);
        yield return Tried("trace", trials.TraceFailure, "tried: a program was started and traced to its end", "kernel.yama.ptrace_scope 0 or 1; a container that lets ptrace through (docker run --cap-add=SYS_PTRACE)");

        Ability Exact(string id, string why) => main is null ? new Ability(id, Sight.Exact, why, null) : Without(id);
    }

    private static Ability Mpi(Trial trial)
    {
        string ulfm = trial.Report?.Mpi is { Ulfm: true }
            ? "it has ULFM: with --mpi-errors return survivors go on"
            : "it has no ULFM: when a rank has died its whole job ends, and --mpi-errors return is refused";
        return Tried(
            "--model mpi", trial.Failure(Verdict.Clean), $"tried: two ranks of Open MPI {trial.Report?.Mpi?.Version} added up their sums; {ulfm}",
            "Open MPI 4.1 or later (Debian, Ubuntu: sudo apt-get install openmpi-bin), as a user; root needs --mpi-as-root, which doctor does not give");
    }

    private static Ability Pages(MachineFacts machine, Trials trials, string? main)
    {
        const string Id = "page counts";
        if (main is not null)
            return Without(Id);
        return trials.Main.Report!.Workers.All(worker => worker.Pages is not null)
            ? new Ability(Id, Sight.Exact, "tried: each worker counts its own pages right before its last act", null)
            : new Ability(
                Id, Sight.Impossible, machine.PageMapReadable ? "workers could not read their page maps" : "/proc/self/pagemap cannot be read", "a kernel with CONFIG_PROC_PAGE_MONITOR");
    }

    private static Ability Without(string id) => new(id, Sight.Impossible, "nothing can be run here", null);

    private static Ability Tried(string id, string? failure, string works, string change) =>
        failure is null ? new Ability(id, Sight.Exact, works, null) : new Ability(id, Sight.Impossible, failure, change);
}
