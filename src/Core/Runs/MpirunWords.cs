using System.Globalization;
using Sandbox.Core.Text;

namespace Sandbox.Core.Runs;

/// <summary>Where mpirun is started.</summary>
/// <param name="major">The first number of Open MPI's version.</param>
/// <param name="folder">Where all its files go.</param>
/// <param name="processors">How many processors there are.</param>
public sealed class MpirunPlace(int major, string folder, int processors)
{
    /// <summary>The first number of Open MPI's version.</summary>
    public int Major => major;

    /// <summary>Where all its files go.</summary>
    public string Folder => folder;

    /// <summary>How many processors there are.</summary>
    public int Processors => processors;

    /// <summary>The command that stands before the agent's own words, where ranks are on several machines.</summary>
    public string Relay { get; init; } = "";

    /// <summary>The command that stands before the daemon's own words there.</summary>
    public string Guard { get; init; } = "";
}

/// <summary>The words of mpirun: what is said to it, and what it says.</summary>
public static class MpirunWords
{
    /// <summary>The oldest version that was tried.</summary>
    public const string Oldest = "4.1";

    /// <summary>The first version that can have ULFM.</summary>
    public const int FirstWithUlfm = 5;

    private const int OldestMajor = 4, OldestMinor = 1, LongestGist = 300;

    // What would make another job of ours than the one that is asked for.
    private static readonly string[] Steering = ["OMPI_", "PMIX_", "PRTE_", "ORTE_", "TMPDIR=", "SANDBOX_RANK_"];

    /// <summary>The command that starts the ranks of a run, up to the program.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="place">Where it is started.</param>
    public static IReadOnlyList<string> Command(RunSpec spec, MpirunPlace place)
    {
        string memory = place.Major >= 5 ? "sm" : "vader";
        // What a run on one machine needs, and no more: to look for the rest takes most of the time that MPI_Init takes.
        // Were shmem left to it, each process would make /dev/shm/open_mpi.0000 to see whether it can: a name that anybody may have planted.
        List<string> words =
        [
            "mpirun", "-n", spec.Workers.ToString(CultureInfo.InvariantCulture), "--oversubscribe", "--bind-to", "none",
            "--mca", "pml", "ob1", "--mca", "btl", spec.Hosts is null ? $"self,{memory}" : $"self,{memory},tcp",
            "--mca", "coll", spec.MpiErrors == MpiErrors.Return ? "basic,self,libnbc,ftagree" : "basic,self,libnbc",
            "--mca", $"btl_{memory}_backing_directory", place.Folder, "--mca", "shmem", "mmap", .. place.Major >= 5 ? OnlyIn5 : OnlyIn4,
            .. spec.Hosts is null ? Here(place) : There(spec, place),
        ];
        // A rank that waits spins: where there are more of them than processors, it lets others go first.
        if (spec.Hosts is not null || spec.Workers > place.Processors)
            words.AddRange(["--mca", "mpi_yield_when_idle", "1"]);
        // With the fence at the end of MPI_Finalize survivors of 5.0.7 wait now and then for ever: it counts the dead.
        if (spec.MpiErrors == MpiErrors.Return)
            words.AddRange(["--with-ft", "ulfm", "--mca", "async_mpi_finalize", "1"]);
        if (spec.MpiAsRoot)
            words.Add("--allow-run-as-root");
        return words;
    }

    /// <summary>
    /// What is said beside that where ranks are on several machines. Files of Open MPI's are where TMPDIR says, which is another folder on each machine;
    /// a connection that is cut is noticed after four seconds, and not after five minutes.
    /// </summary>
    private static List<string> There(RunSpec spec, MpirunPlace place)
    {
        bool old = place.Major < 5;
        (string mca, string shell) = old ? ("--mca", "rsh") : ("--prtemca", "ssh");
        string agent = spec.MpiAgent ?? "ssh -x -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=1 -o ServerAliveCountMax=3";
        List<string> words =
        [
            "--host", HostsOf(spec),
            mca, "plm", shell,
            mca, $"plm_{shell}_agent", $"{place.Relay} {agent.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length.ToString(CultureInfo.InvariantCulture)} {agent}",
            mca, old ? "orte_launch_agent" : "prte_launch_agent", $"{place.Guard} {(old ? "orted" : "prted")}",
            mca, $"plm_{shell}_pass_environ_mca_params", "0",
            mca, "oob_tcp_keepalive_time", "2", mca, "oob_tcp_keepalive_intvl", "1", mca, "oob_tcp_keepalive_probes", "2",
        ];
        if (spec.MpiInterfaces is { } interfaces)
            words.AddRange([mca, "oob_tcp_if_include", interfaces, "--mca", "btl_tcp_if_include", interfaces]);
        else if (spec.MpiAgent == RankHosts.Here)
            // What goes no further than this machine needs no other interface; but PRRTE's daemons cannot do with that one alone.
            words.AddRange(["--mca", "btl_tcp_if_include", "lo", .. old ? ["--mca", "oob_tcp_if_include", "lo"] : Array.Empty<string>()]);
        return words;
    }

    /// <summary>The hosts of a run, each with how many ranks it takes.</summary>
    internal static string HostsOf(RunSpec spec)
    {
        string hosts = "";
        foreach (RankHost host in RankHosts.Plan(spec.Hosts, spec.Workers))
            hosts += $"{(hosts.Length > 0 ? "," : "")}{host.Name}:{host.Ranks.ToString(CultureInfo.InvariantCulture)}";
        return hosts;
    }

    /// <summary>Whether a variable, as a word of the form NAME=value, is to be passed on: not what would steer Open MPI, but for root's consent.</summary>
    public static bool IsForOthers(string variable) =>
        !Array.Exists(Steering, start => variable.StartsWith(start, StringComparison.Ordinal)) || variable.StartsWith("OMPI_ALLOW_RUN_AS_ROOT", StringComparison.Ordinal);

    /// <summary>The version in what <c>mpirun --version</c> prints, or what is wrong with it, as the end of a sentence about the program.</summary>
    public static (string? Version, int Major, string? Problem) VersionIn(string text)
    {
        const string Mark = "(Open MPI) ", OtherMark = "(OpenRTE) ";
        if (text.Contains("HYDRA", StringComparison.Ordinal))
            return (null, 0, "is that of MPICH or of one of its kin (HYDRA)");
        int at = text.IndexOf(Mark, StringComparison.Ordinal);
        string mark = at >= 0 ? Mark : OtherMark;
        at = at >= 0 ? at : text.IndexOf(OtherMark, StringComparison.Ordinal);
        if (at < 0)
            return (null, 0, text.Trim().Length == 0 ? "does not say what it is" : $"says {Quoted.Of(text.Trim().Split('\n')[0])}");
        string version = text[(at + mark.Length)..].Split('\n', ' ', '\r')[0];
        string[] numbers = version.Split('.');
        bool known = int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major);
        int minor = numbers.Length > 1 && int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out int second) ? second : 0;
        return !known ? (null, 0, $"says {Quoted.Of(text.Trim().Split('\n')[0])}")
            : major < OldestMajor || (major == OldestMajor && minor < OldestMinor) ? (version, major, $"is of version {Quoted.Bare(version)}")
            : (Quoted.Bare(version), major, null);
    }

    /// <summary>What a text of mpirun's comes to, in one line: without its rulers, safe for a terminal.</summary>
    public static string Gist(string text)
    {
        string line = string.Join(' ', text.Split(['\n', ' ', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries).Where(word => !IsRuler(word)));
        line = Quoted.Bare(line);
        return line.Length == 0 ? "nothing" : line.Length <= LongestGist ? line : $"{Cut.Beginning(line, LongestGist)}...";
    }

    /// <summary>Whom mpirun says to be the cause; <c>null</c> where it names nobody.</summary>
    /// <param name="text">All that it said.</param>
    public static MpiBlame? BlameIn(string text)
    {
        string line = string.Join(' ', text.Split(['\n', ' ', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        // 4.1: "noticed that process rank 2 with PID 0 on node vm exited on signal 11 (Segmentation fault)"; 5: "... PID 471 on node vm exited on signal 11".
        if (NumberAfter(line, "process rank ") is { } rank)
        {
            return new MpiBlame(rank, NumberAfter(line, "exited on signal "), NumberAfter(line, "exit status of ") ?? NumberAfter(line, "errorcode "))
            {
                Pid = NumberAfter(line, " with PID ") is { } pid and > 0 ? pid : null,
                Improper = line.Contains("exiting improperly", StringComparison.Ordinal),
            };
        }
        // 4.1: "Process name: [[61163,1],2] Exit code: 3"; 5: "Process name: [prterun-vm-129@1,2] Exit code: 3"
        int at = line.IndexOf("Process name: [", StringComparison.Ordinal), end = at < 0 ? -1 : line.IndexOf("] Exit code: ", at, StringComparison.Ordinal);
        int comma = end < 0 ? -1 : line.LastIndexOf(',', end);
        return comma > at && NumberAfter(line[comma..], ",") is { } named ? new MpiBlame(named, null, NumberAfter(line[end..], "Exit code: ")) : null;
    }

    // What an allocation of a scheduler's says is left aside: where the ranks are is a setting of the run.
    private static readonly string[] OnlyIn4 = ["--mca", "io", "^romio321,ompio", "--mca", "ras", "^slurm,tm,gridengine,loadleveler"];
    private static readonly string[] OnlyIn5 = ["--mca", "io", "^romio341,ompio", "--prtemca", "ras", "^slurm,pbs,gridengine,lsf"];

    // PRRTE takes no loopback interface for its daemons, and there are none here; ranks talk to mpirun by PMIx, which does.
    private static IEnumerable<string> Here(MpirunPlace place) => place.Major >= 5
        ? ["--pmixmca", "ptl_base_if_include", "lo", "--prtemca", "prte_tmpdir_base", place.Folder]
        : ["--mca", "oob_tcp_if_include", "lo", "--mca", "orte_tmpdir_base", place.Folder, "--mca", "plm", "isolated"];

    private static bool IsRuler(string word) => word.Length > 8 && word.All(one => one == '-');

    private static int? NumberAfter(string text, string mark)
    {
        int at = text.IndexOf(mark, StringComparison.Ordinal);
        if (at < 0)
            return null;
        string rest = text[(at + mark.Length)..];
        int length = rest.TakeWhile(char.IsAsciiDigit).Count();
        return int.TryParse(rest[..length], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }
}
