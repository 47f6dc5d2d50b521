using System.Runtime.InteropServices;
using System.Text.Json;

namespace Sandbox.Bench;

/// <summary>Takes the times that bench/run asks for and prints a table; see README.md.</summary>
internal static class Program
{
    private const string Length = "100000000";

    private const string Macros =
        "import os; s = 0x137f; print([f(s) for f in (os.WIFEXITED, os.WEXITSTATUS, os.WIFSIGNALED, os.WTERMSIG, os.WCOREDUMP, os.WIFSTOPPED, os.WSTOPSIG, os.WIFCONTINUED)])";

    private const string TracedCalls = "trace=clone,fork,vfork,clone3,wait4,waitid,kill,tkill,tgkill,rt_sigqueueinfo,execve,execveat,setsid,prctl";

    private static int Main(string[] args)
    {
        // bench/run built all of these: the program as ./sandbox runs it, and the C programs.
        if (args is not [string program, string c, string roundsText, .. string[] names])
            return 2;
        int rounds = int.Parse(roundsText);
        TableLine[] chosen = [.. All(program, c).Where(line => names.Length == 0 || names.Any(line.IsCalled))];
        Print($"{Processor()}, {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
        Print($"times in milliseconds, {rounds} pairs in turn: median (least to most); the ratio is that of each pair");
        Print("");
        Print("| what | sandbox | beside | ratio | limit |");
        Print("| --- | --- | --- | --- | --- |");
        foreach (TableLine line in chosen)
        {
            try
            {
                Print(line.Measure(rounds));
            }
            catch (InvalidOperationException failure)
            {
                Print($"| {line.What} | failed: {failure.Message.ReplaceLineEndings(" ")} | | | |");
            }
        }
        return chosen.Length > 0 ? 0 : 2;
    }

    private static IEnumerable<TableLine> All(string program, string c) =>
    [
        new Comparison("compute", "compute phase, 100,000,000 elements, 2 threads", "pthreads, gcc -O3 -march=native",
            () => ComputePhase(Programs.Report(program, "--model", "threads", "--workers", "2", "--length", Length)),
            () => Programs.Number($"{c}/compute", Length),
            Limit: 1.0),
        new Comparison("fork-large", "fork + wait for one of 200 children, 40 MB array of 4 KiB pages", "gcc -O2",
            () => PerChild(program, 200, "10000000"), () => Programs.Number($"{c}/forkwait", "200", "10000000"), Limit: 1.15),
        new Comparison("fork-small", "fork + wait for one of 1,000 children, 4 kB array", "gcc -O2",
            () => PerChild(program, 1000, "1000"), () => Programs.Number($"{c}/forkwait", "1000", "1000"), Limit: 2),
        new Comparison("whole", "the whole process: 100,000,000 elements, 4 processes", "as the lab does, gcc -O2",
            () => Programs.Run(program, "run", "--length", Length).Milliseconds, () => Programs.Run($"{c}/lab", Length, "4").Milliseconds,
            Limit: 0.55),
        new Comparison("whole-small", "the whole process: 10,000,000 elements, 4 processes", "as the lab does, gcc -O2",
            () => Programs.Run(program, "run").Milliseconds, () => Programs.Run($"{c}/lab", "10000000", "4").Milliseconds,
            Limit: 1.0),
        new Comparison("decode", "the whole process: decode of one status", "python3 -c with the same os.W* calls",
            () => Programs.Run(program, "decode", "0x137f").Milliseconds, () => Programs.Run("python3", "-c", Macros).Milliseconds,
            Limit: 0.5, LimitMs: 15),
        new Comparison("run", "the whole process: 100,000 elements, 4 processes, --json", "as the lab does, gcc -O2",
            () => Programs.Run(program, "run", "--workers", "4", "--length", "100000", "--json").Milliseconds,
            () => Programs.Run($"{c}/lab", "100000", "4").Milliseconds,
            LimitMs: 40),
        new Comparison("mpi/large", "the whole process: 100,000,000 elements, 4 ranks", "the exported C program, mpicc -O2, under mpirun as it comes",
            () => Programs.Run(program, [.. Ranks, "--length", Length]).Milliseconds, () => UnderMpirun($"{c}/ranks-large"), Limit: 1.15),
        new Comparison("mpi/small", "the whole process: 100,000 elements, 4 ranks", "the exported C program, mpicc -O2, under mpirun as it comes",
            () => Programs.Run(program, [.. Ranks, "--length", "100000"]).Milliseconds, () => UnderMpirun($"{c}/ranks-small"), Limit: 1.2),
        new Comparison("pages", "a second of processor time for each worker, its page map of 40 MB read 10 times a second", "the same, not read",
            () => PageCosts.OfWorkers(sampled: true), () => PageCosts.OfWorkers(sampled: false), Limit: 1.03),
        new Comparison("pages/read", "one read of a worker's page map of 40 MB", "pread and the same count in C, gcc -O2",
            PageCosts.OfOneRead, () => Programs.Number($"{c}/pagemap", "10000000"), LimitMs: 2),
        new Comparison("frame", "first full frame, as ./sandbox runs it", "htop",
            () => Programs.FirstFrame(program), () => Programs.FirstFrame("htop"), Limit: 0.7, LimitMs: 60),
        new Comparison("trace/forks", "trace of 2,000 forks, one after the other", "the same program, not traced",
            () => Programs.Run(program, "trace", "--depth", "0", "--", $"{c}/forks", "2000").Milliseconds, () => Programs.Run($"{c}/forks", "2000").Milliseconds,
            Limit: 1.7),
        new Comparison("trace/strace", "trace of 2,000 forks, one after the other", "strace -f with the same calls",
            () => Programs.Run(program, "trace", "--depth", "0", "--", $"{c}/forks", "2000").Milliseconds,
            () => Programs.Run("strace", "-f", "-qq", "-o", "/dev/null", "-e", TracedCalls, $"{c}/forks", "2000").Milliseconds,
            Limit: 1.0),
        new Comparison("trace/calls", "trace of a program that makes 20,000,000 other system calls", "the same program, not traced",
            () => Programs.Run(program, "trace", "--depth", "0", "--", $"{c}/forks", "0", "20000000").Milliseconds,
            () => Programs.Run($"{c}/forks", "0", "20000000").Milliseconds,
            Limit: 1.02),
        new Comparison("trace/filter", "the same 20,000,000 calls, traced", "not traced, under a seccomp filter of one instruction",
            () => Programs.Run(program, "trace", "--depth", "0", "--", $"{c}/forks", "0", "20000000").Milliseconds,
            () => Programs.Run($"{c}/forks", "0", "20000000", "filter").Milliseconds,
            Limit: 1.02),
        .. new ScreenNumbers(program, $"{c}/home").Lines(),
        .. FrameTimes.Lines,
    ];

    private static string[] Ranks => ["run", "--model", "mpi", "--mpi-as-root", "--workers", "4", "--no-history"];

    /// <summary>As root it takes Open MPI's own consent; it is given to ours too.</summary>
    private static double UnderMpirun(string ranks) => Programs.Run("mpirun", ["-n", "4", "--oversubscribe", .. Environment.IsPrivilegedProcess ? ["--allow-run-as-root"] : (string[])[], ranks]).Milliseconds;

    /// <summary>
    /// From the last worker's start, for which the others wait at the gate, to the last one's end, as each wrote it on the board.
    /// </summary>
    private static double ComputePhase(JsonElement report)
    {
        JsonElement[] workers = [.. report.GetProperty("workers").EnumerateArray()];
        return workers.Max(worker => worker.GetProperty("endedMs").GetDouble()) - workers.Max(worker => worker.GetProperty("startedMs").GetDouble());
    }

    private static double PerChild(string program, int children, string length) =>
        Programs.Report(program, "--model", "processes", "--workers", $"{children}", "--length", length, "--wait", "in-order")
            .GetProperty("timing").GetProperty("runMs").GetDouble() / children;

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
        ?? RuntimeInformation.ProcessArchitecture.ToString();

#pragma warning disable RS0030 // A program of a few lines of output, without a screen.
    private static void Print(string line) => Console.Out.WriteLine(line);
#pragma warning restore RS0030
}
