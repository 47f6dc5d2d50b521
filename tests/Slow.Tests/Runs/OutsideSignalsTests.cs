using System.Text.Json;

namespace Sandbox.Slow.Tests.Runs;

/// <summary>
/// A thousand runs into which somebody outside sends signals at random moments, to a worker or to the host, and keeps a log of them. Statuses,
/// who ended whom, verdicts and sentences agree with that log.
/// </summary>
public class OutsideSignalsTests
{
    private const int Runs = 250;
    private const int SIGKILL = 9, SIGSEGV = 11;

    private static readonly int[] Signals = [1, 2, SIGKILL, 10, 12, 14, 15, 24];
    private static readonly string[] Models = ["processes", "shared", "spawn", "threads"];
    private static readonly string[] Faults = ["none", "segfault", "kill", "exit-code:3", "hang", "corrupt-array", "corrupt-sums"];
    private static readonly string[] Waits = ["in-order", "any", "poll", "pidfd"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task What_a_report_says_agrees_with_a_log_of_what_was_sent(int seed)
    {
        Random random = new(seed);
        Dictionary<string, int> seen = [];
        for (int run = 0; run < Runs; run++)
        {
            string fault = Pick(random, Faults);
            string[] arguments =
            [
                "run", "--workers", "3", "--faulty", "1", "--length", "3000", "--model", Pick(random, Models), "--fault", fault, "--wait", Pick(random, Waits),
                "--pace", "0.08", "--timeout", fault == "hang" ? "0.3" : "20", "--no-history", "--json",
            ];
            (Finished finished, List<(int Pid, int Signal)> log) = await RunAndShoot(random, arguments);
            string about = $"seed {seed}, run {run}: {string.Join(' ', arguments)}; sent: {string.Join(", ", log)}";
            if (finished.ExitCode == 3)
                continue;
            JsonElement report = finished.AssertExit(0).Json;
            try
            {
                Agree(report, Sentence(report), log, fault.Split(':')[0]);
            }
            catch (Exception wrong)
            {
                Assert.Fail($"{about}\n{wrong.Message}\n{report}");
            }
            foreach (JsonElement worker in report.GetProperty("workers").EnumerateArray())
                seen[Word(worker, "endedBy")] = seen.GetValueOrDefault(Word(worker, "endedBy")) + 1;
        }
        // Otherwise nothing was shown.
        Assert.All((string[])["itself", "fault", "timeout", "host", "outside"], word => Assert.True(seen.GetValueOrDefault(word) > 0, $"no worker was ended by {word}"));
    }

    private static async Task<(Finished Finished, List<(int Pid, int Signal)> Log)> RunAndShoot(Random random, string[] arguments)
    {
        using RunningProgram running = new SandboxProgram().Start(arguments);
        List<(int, int)> log = [];
        int shots = random.Next(3), workers = 1 + random.Next(3), delay = random.Next(60);
        bool aimAtHost = random.Next(4) == 0;
        for (int shot = 0; shot < shots; shot++)
        {
            List<int> targets = [];
            // Until it is seen, or over: a run of threads has no process to aim at but its host.
            while (!running.Child.Status.IsCompleted)
            {
                IReadOnlyList<ProcessEntry> all = ProcessEntry.All();
                int[] hosts = [.. all.Where(entry => entry.Parent == running.Child.Pid).Select(entry => entry.Pid)];
                targets = aimAtHost || arguments.Contains("threads") ? [.. hosts] : [.. all.Where(entry => hosts.Contains(entry.Parent) && entry.State != 'Z').Select(entry => entry.Pid)];
                if (targets.Count >= (aimAtHost || arguments.Contains("threads") ? 1 : workers))
                    break;
                await Eventually.Moment(2);
                if (shot > 0)
                    break;
            }
            await Eventually.Moment(delay);
            if (targets.Count == 0)
                break;
            (int pid, int signal) = (targets[random.Next(targets.Count)], Pick(random, Signals));
            // Still of this run: a number that was given anew belongs to somebody else.
            if (ProcessEntry.Find(pid) is { } entry && entry.Session == running.Child.Pid && LibC.kill(pid, signal) == 0)
                log.Add((pid, signal));
        }
        return (await running.Finish(), log);
    }

    /// <summary>What a report and its sentence say agrees with a log of what was sent to its processes.</summary>
    internal static void Agree(JsonElement report, string sentence, List<(int Pid, int Signal)> log, string fault)
    {
        JsonElement[] workers = [.. report.GetProperty("workers").EnumerateArray()];
        JsonElement host = report.GetProperty("host");
        AgreeOn(host, log);
        foreach (JsonElement worker in workers)
        {
            if (Word(worker, "kind") == "process")
                AgreeOn(worker, log);
            if (Word(worker, "endedBy") == "host")
                Assert.Equal("lost", Word(worker, "state"));
            if (worker.GetProperty("faulted").ValueKind == JsonValueKind.True && fault == "segfault")
                Assert.Equal(SIGSEGV, (Word(worker, "endedBy") == "host" ? host : worker).GetProperty("status").GetProperty("signal").GetInt32());
        }

        string verdict = Word(report, "verdict");
        JsonElement[] outside = [.. workers.Where(worker => Word(worker, "endedBy") == "outside")];
        bool hostOutside = Word(host, "endedBy") == "outside";
        if (sentence.Contains("from outside", StringComparison.Ordinal))
            Assert.True(outside.Length > 0 || hostOutside, sentence);
        if (verdict is "contained" or "spread" or "hung" && outside.Any(worker => Word(worker, "role") == "sum"))
            Assert.Contains("sent from outside", sentence);
        if (verdict == "lost")
            Assert.Equal(hostOutside, sentence.Contains("sent from outside", StringComparison.Ordinal));
        if (sentence.Contains($"did {fault}", StringComparison.Ordinal) && !sentence.Contains($"before it did {fault}", StringComparison.Ordinal))
            Assert.Contains(workers, worker => worker.GetProperty("faulted").ValueKind == JsonValueKind.True);
    }

    /// <summary>Who ended a process agrees with its status and with the log.</summary>
    private static void AgreeOn(JsonElement process, List<(int Pid, int Signal)> log)
    {
        if (process.GetProperty("status") is not { ValueKind: JsonValueKind.Object } status)
            return;
        int[] sent = [.. log.Where(shot => shot.Pid == process.GetProperty("pid").GetInt32()).Select(shot => shot.Signal)];
        if (status.GetProperty("signal") is not { ValueKind: JsonValueKind.Number } number)
        {
            Assert.Contains(Word(process, "endedBy"), (string[])["itself", "fault"]);
            return;
        }
        int signal = number.GetInt32();
        if (Word(process, "endedBy") == "outside")
            Assert.Contains(signal, sent);
        else
            Assert.Contains(signal, (int[])[SIGKILL, SIGSEGV]);
        // What came from nobody else came from us.
        if (signal is not (SIGKILL or SIGSEGV))
            Assert.Equal("outside", Word(process, "endedBy"));
    }

    /// <summary>The sentence that the program makes of the report.</summary>
    internal static string Sentence(JsonElement report) =>
        Core.Runs.VerdictSentence.Of(Core.Runs.ReportJson.Read(report.GetRawText()));

    internal static string Word(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
}
