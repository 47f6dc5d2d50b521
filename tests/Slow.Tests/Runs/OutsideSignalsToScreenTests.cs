using System.Text.Json;

namespace Sandbox.Slow.Tests.Runs;

/// <summary>
/// The screen runs again and again, and somebody outside sends signals at random moments to a worker, to the host, or to the watchdog that holds the
/// terminal's modes. What each run left in the history agrees with the log of what was sent; a dead watchdog is replaced, and changes no run.
/// </summary>
public class OutsideSignalsToScreenTests
{
    private const int Runs = 40;

    // A screen replaces its watchdog fifteen times: somebody who kills all of them would else keep it busy.
    private const int MostAtWatchdog = 12;

    private static readonly int[] Signals = [1, 2, LibC.SIGKILL, 10, 12, 14, LibC.SIGTERM, 24];

    [Theory]
    [InlineData(1, "processes", "none")]
    [InlineData(2, "processes", "segfault")]
    [InlineData(3, "shared", "hang")]
    [InlineData(4, "spawn", "exit-code:3")]
    [InlineData(5, "threads", "segfault")]
    [InlineData(6, "threads", "none")]
    public async Task What_the_history_says_agrees_with_a_log_of_what_was_sent_to_worker_host_and_watchdog(int seed, string model, string fault)
    {
        Random random = new(seed);
        string state = TestFolders.Create(), history = Path.Combine(state, "sandbox", "history.jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(history)!);
        // Somebody has taken a lesson: the screen opens where runs are set up.
        File.WriteAllText(Path.Combine(state, "sandbox", "progress.jsonl"), "");
        using Pty pty = new();
        string modes = pty.Modes;
        ChildProcess screen = pty.Start(new SandboxProgram
        {
            Variables = new Dictionary<string, string?>
            {
                ["XDG_STATE_HOME"] = state,
                ["SANDBOX_MODEL"] = model,
                ["SANDBOX_FAULT"] = fault,
                ["SANDBOX_WORKERS"] = "3",
                ["SANDBOX_FAULTY"] = "1",
                ["SANDBOX_LENGTH"] = "3000",
                ["SANDBOX_PACE"] = "0.08",
                ["SANDBOX_TIMEOUT"] = fault == "hang" ? "0.3" : "20",
            },
        });
        await Eventually.Assert(() => Watchdog(screen.Pid) is not null, "the watchdog", () => pty.Written);
        int killed = 0, outside = 0, atWatchdog = 0;
        for (int run = 0; run < Runs; run++)
        {
            int first = Watchdog(screen.Pid)?.Pid ?? 0;
            pty.Type("r");
            List<(int Pid, int Signal)> log = await Shoot(random, screen.Pid, model, () => atWatchdog++ < MostAtWatchdog, () => Lines(history).Length > run);
            await Eventually.Assert(() => Lines(history).Length > run, $"run {run} in the history", () => pty.Written[^Math.Min(3000, pty.Written.Length)..]);
            killed += log.Any(shot => shot == (first, LibC.SIGKILL)) ? 1 : 0;
            JsonElement report = JsonDocument.Parse(Lines(history)[run]).RootElement.GetProperty("report");
            try
            {
                OutsideSignalsTests.Agree(report, OutsideSignalsTests.Sentence(report), log, fault.Split(':')[0]);
            }
            catch (Exception wrong)
            {
                Assert.Fail($"seed {seed}, run {run}; sent: {string.Join(", ", log)}; the watchdog was {first}\n{wrong.Message}\n{report}");
            }
            outside += OutsideSignalsTests.Word(report.GetProperty("host"), "endedBy") == "outside"
                || report.GetProperty("workers").EnumerateArray().Any(worker => OutsideSignalsTests.Word(worker, "endedBy") == "outside") ? 1 : 0;
        }
        // Otherwise nothing was shown.
        Assert.True(killed > 0 && outside > 0, $"{killed} watchdogs killed, {outside} runs hit");

        await Eventually.Assert(() => Watchdog(screen.Pid) is not null, "the watchdog", () => pty.Written);
        screen.Send(LibC.SIGKILL);
        await Eventually.Assert(() => pty.Modes == modes, "the terminal's modes", () => pty.Modes);
        await pty.AssertNothingLeft(screen, TimeSpan.FromSeconds(10));
    }

    /// <summary>Sends up to three signals while a run is under way, and returns what was sent.</summary>
    private static async Task<List<(int Pid, int Signal)>> Shoot(Random random, int screen, string model, Func<bool> mayAimAtWatchdog, Func<bool> isOver)
    {
        List<(int, int)> log = [];
        for (int shots = random.Next(4); shots > 0; shots--)
        {
            int aim = random.Next(3);
            if (aim == 2 && !mayAimAtWatchdog())
                aim = random.Next(2);
            int[] targets = [];
            // Until it is seen, or the run is over.
            while (targets.Length == 0 && !isOver())
            {
                await Eventually.Moment(2);
                targets = aim == 2 ? (Watchdog(screen) is { } watchdog ? [watchdog.Pid] : []) : Targets(screen, aim == 1 || model == "threads");
            }
            await Eventually.Moment(random.Next(60));
            if (targets.Length == 0)
                break;
            (int pid, int signal) = (targets[random.Next(targets.Length)], aim == 2 && random.Next(2) == 0 ? LibC.SIGKILL : Signals[random.Next(Signals.Length)]);
            // Still of this screen: a number that was given anew belongs to somebody else.
            if (ProcessEntry.Find(pid) is { State: not 'Z' } entry && entry.Session == screen && LibC.kill(pid, signal) == 0)
                log.Add((pid, signal));
        }
        return log;
    }

    private static int[] Targets(int screen, bool host)
    {
        IReadOnlyList<ProcessEntry> all = ProcessEntry.All();
        int[] hosts = [.. all.Where(entry => entry.Parent == screen && entry.Name == "sandbox-host").Select(entry => entry.Pid)];
        return host ? hosts : [.. all.Where(entry => hosts.Contains(entry.Parent) && entry.State != 'Z').Select(entry => entry.Pid)];
    }

    private static ProcessEntry? Watchdog(int screen) =>
        ProcessEntry.All().FirstOrDefault(entry => entry.Parent == screen && entry.Name == "sh" && entry.State != 'Z');

    private static string[] Lines(string history) => File.Exists(history) ? [.. File.ReadAllText(history).Split('\n').SkipLast(1)] : [];
}
