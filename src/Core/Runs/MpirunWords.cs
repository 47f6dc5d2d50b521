using System.Globalization;
using Sandbox.Core.Text;

namespace Sandbox.Core.Runs;

/// <summary>The words of mpirun: what is said to it, and what it says.</summary>
public static class MpirunWords
{
    /// <summary>The oldest version that was tried.</summary>
    public const string Oldest = "4.1";

    /// <summary>The first version that can have ULFM.</summary>
    public const int FirstWithUlfm = 5;

    private const int OldestMajor = 4, OldestMinor = 1, LongestGist = 300;

    // What would make another job of ours than the one that is asked for.
    private static readonly string[] Steering = ["OMPI_", "PMIX_", "PRTE_", "ORTE_", "TMPDIR="];

    /// <summary>The command that starts the ranks of a run on this machine, up to the program.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="major">The first number of Open MPI's version.</param>
    /// <param name="folder">Where all its files go.</param>
    /// <param name="processors">How many processors there are.</param>
    public static IReadOnlyList<string> Command(RunSpec spec, int major, string folder, int processors)
    {
        // What a run on one machine needs, and no more: to look for the rest takes most of the time that MPI_Init takes.
        string memory = major >= 5 ? "sm" : "vader";
        // Were shmem left to it, each process would make /dev/shm/open_mpi.0000 to see whether it can: a name that anybody may have planted.
        List<string> words =
        [
            "mpirun", "-n", spec.Workers.ToString(CultureInfo.InvariantCulture), "--oversubscribe", "--bind-to", "none",
            "--mca", "pml", "ob1", "--mca", "btl", $"self,{memory}", "--mca", "coll", spec.MpiErrors == MpiErrors.Return ? "basic,self,libnbc,ftagree" : "basic,self,libnbc",
            "--mca", $"btl_{memory}_backing_directory", folder, "--mca", "shmem", "mmap", .. major >= 5 ? OnlyIn5(folder) : OnlyIn4(folder),
        ];
        // A rank that waits spins: where there are more of them than processors, it lets others go first.
        if (spec.Workers > processors)
            words.AddRange(["--mca", "mpi_yield_when_idle", "1"]);
        // With the fence at the end of MPI_Finalize survivors of 5.0.7 wait now and then for ever: it counts the dead.
        if (spec.MpiErrors == MpiErrors.Return)
            words.AddRange(["--with-ft", "ulfm", "--mca", "async_mpi_finalize", "1"]);
        if (spec.MpiAsRoot)
            words.Add("--allow-run-as-root");
        return words;
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

    private static string[] OnlyIn4(string folder) =>
    [
        "--mca", "io", "^romio321,ompio", "--mca", "oob_tcp_if_include", "lo", "--mca", "orte_tmpdir_base", folder,
        "--mca", "plm", "isolated", "--mca", "ras", "^slurm,tm,gridengine,loadleveler",
    ];

    // PRRTE takes no loopback interface for its daemons, and there are none here; ranks talk to mpirun by PMIx, which does.
    private static string[] OnlyIn5(string folder) =>
    [
        "--mca", "io", "^romio341,ompio", "--pmixmca", "ptl_base_if_include", "lo", "--prtemca", "prte_tmpdir_base", folder,
        "--prtemca", "ras", "^slurm,pbs,gridengine,lsf",
    ];

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
