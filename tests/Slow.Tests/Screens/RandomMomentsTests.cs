using System.Text.RegularExpressions;
using Sandbox.Core.Status;

namespace Sandbox.Slow.Tests.Screens;

/// <summary>The screen is told to end at moments that nobody chose: before it is there, while it is drawn, in a run, in each view.</summary>
public class RandomMomentsTests
{
    private const int Moments = 200;
    private const int AtATime = 3;
    private const string Taken = "\e[?1049h\e[?25l\e[?2004h", GivenBack = "\e[?2004l\e[?1l\e>\e[?1049l\e[?25h";

    private static readonly int[] Signals = [15, 1, 2];

    // What is pressed before the signal: nothing, each view, what opens over them, a run seen from several sides, paused, being ended.
    private static readonly string[] Places =
        ["", "2", "3", "4", "5", "6", "7", "?", "p", "j\r", "y", "r", "rj", "r4", "r3", "r5", "r ", "rx"];

    [Fact]
    public async Task At_any_moment_a_signal_that_ends_the_screen_gives_the_terminal_back_and_leaves_no_process()
    {
        var random = new Random(11);
        (int Signal, int Place, int DelayMs)[] drawn = [.. Enumerable.Range(0, Moments).Select(i => (
            Signals[i % Signals.Length],
            // A third of them before, within and just after the first frame; the rest everywhere.
            i % 3 == 0 ? -1 : random.Next(Places.Length),
            random.Next(i % 3 == 0 ? 200 : 40)))];
        int took = 0;
        await Parallel.ForEachAsync(
            drawn,
            new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = TestContext.Current.CancellationToken },
            async (moment, _) =>
            {
                if (await EndAt(moment.Signal, moment.Place, moment.DelayMs))
                    Interlocked.Increment(ref took);
            });
        // Most of them found the terminal taken, or nothing would have been shown.
        Assert.InRange(took, Moments / 2, Moments);
    }

    /// <summary>Ends a screen of its own, and returns whether it had taken the terminal by then.</summary>
    private static async Task<bool> EndAt(int signal, int place, int delayMs)
    {
        using var pty = new Pty(link: new Link(Answers: true));
        string modes = pty.Modes;
        ChildProcess program = pty.Start(new SandboxProgram
        {
            Program = SandboxProgram.Location,
            Variables = new Dictionary<string, string?> { ["SANDBOX_LENGTH"] = "10000", ["SANDBOX_PACE"] = "5", ["SANDBOX_TIMEOUT"] = "20" },
        });
        if (place >= 0)
        {
            await pty.WaitFor(written => written.Contains("--pace 5"), "the settings");
            await Press(pty, program, Places[place]);
        }
        await Eventually.Moment(delayMs);
        program.Send(signal);
        int status = await program.Status.WaitAsync(TimeSpan.FromSeconds(20));
        string moment = $"signal {signal} {delayMs} ms after {(place < 0 ? "the start" : $"'{Places[place]}'")}: {new WaitStatus(status)}";
        bool taken = pty.Written.Contains(Taken);
        // Before it listens to signals their default action ends it; by then it has touched nothing.
        Assert.True(new WaitStatus(status) is { Exited: true } end ? end.ExitCode == 128 + signal : !taken && (status & 0x7f) == signal, moment);
        Assert.True(pty.Modes == modes, moment);
        if (taken)
        {
            await pty.WaitFor(written => written.EndsWith(GivenBack, StringComparison.Ordinal), moment);
            Assert.Single(Regex.Matches(pty.Written, Regex.Escape(GivenBack)));
        }
        await pty.AssertNothingLeft(program, TimeSpan.FromSeconds(5));
        return taken;
    }

    private static async Task Press(Pty pty, ChildProcess program, string keys)
    {
        foreach (char key in keys)
        {
            int before = pty.Written.Length;
            pty.Type(key.ToString());
            await pty.WaitFor(written => written.Length > before, $"what {key} changes");
            if (key == 'r')
                await Eventually.Assert(() => ProcessEntry.All().Any(entry => entry.Parent == program.Pid && entry.Name == "sandbox-host"), "the host");
        }
    }
}
