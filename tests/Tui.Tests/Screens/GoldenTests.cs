using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Tests.Tools;

namespace Sandbox.Tui.Tests.Screens;

public class GoldenTests
{
    public static TheoryData<int, int> Sizes => new() { { 80, 24 }, { 120, 40 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_screen_as_it_comes_up(int columns, int rows) => Check("ready", new Screen(columns, rows));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_list_of_faults(int columns, int rows) => Check("faults", new Screen(columns, rows).Press("Down Enter Down Down"));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_help(int columns, int rows) => Check("help", new Screen(columns, rows).Press("?"));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_choice_that_is_not_allowed(int columns, int rows) =>
        Check("problem", new Screen(columns, rows).Press("Down Right Down Right Enter 9 Enter"));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_run_under_way(int columns, int rows) => Check("running", Running(new Screen(columns, rows)));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_segfault_in_a_process_is_contained(int columns, int rows) =>
        Check("segfault-processes", Segfault(new Screen(columns, rows)));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_segfault_in_a_thread_takes_all_with_it(int columns, int rows)
    {
        Screen screen = new Screen(columns, rows).Press("Left Down Right r");
        Check("segfault-threads", screen.Tell(new Message.RunEnded(ScreenReports.OfLostThreads(screen.Started, WaitStatus.OfSignal(11)))));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Ranks_on_two_hosts_of_which_one_is_lost(int columns, int rows)
    {
        Screen screen = new Screen(columns, rows).With(RunSettings.Model, "mpi").With(RunSettings.Hosts, "node-1,node-2").With(RunSettings.Fault, "host-loss").Press("r");
        RunReport report = ScreenReports.OfProcesses(screen.Started, WaitStatus.OfSignal(9), Verdict.Spread);
        Check("hosts", screen.Tell(new Message.RunEnded(report with
        {
            Workers = [.. report.Workers.Select(worker => worker with { Host = worker.Index < 2 ? "node-1" : "node-2" })],
            Mpi = new MpiReport("4.1.4", 4710, WaitStatus.OfExit(205), "ORTE has lost communication with a remote daemon", null, false)
            {
                Hosts = [new("node-1", 2, null, null, false, null) { Joined = true }, new("node-2", 2, 815, WaitStatus.OfSignal(9), true, 900) { Joined = true }],
            },
        })));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_presets(int columns, int rows) => Check("presets", new Screen(columns, rows).Press("p Down Down"));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_choice_found_by_its_letters(int columns, int rows) => Check("found", new Screen(columns, rows).Press("Down Enter s e g"));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_worker_in_full(int columns, int rows) => Check("worker", Segfault(new Screen(columns, rows)).Press("PgDn Up Enter"));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_display_that_is_paused(int columns, int rows) => Check("paused", Running(new Screen(columns, rows)).Press("Space"));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Many_workers_sorted_and_filtered(int columns, int rows) => Check("many", Many(new Screen(columns, rows)).Press("o o / s i g Enter Home"));

    [Fact]
    public void A_large_terminal_shows_more_columns() => Check("many", Many(new Screen(200, 60)));

    [Theory]
    [InlineData("lost")]
    [InlineData("hung")]
    [InlineData("signaled")]
    [InlineData("wrong")]
    public void What_failed_never_looks_like_what_finished(string how)
    {
        Screen screen = new Screen().With(RunSettings.Fault, "segfault").Press("r");
        RunReport good = ScreenReports.OfProcesses(screen.Started, WaitStatus.OfExit(0), Verdict.Clean);
        Assert.DoesNotContain("✗", new Screen().Press("r").Tell(new Message.RunEnded(good)).Text);
        string text = screen.Tell(new Message.RunEnded(how switch
        {
            "lost" => ScreenReports.OfLostThreads(screen.Started, WaitStatus.OfSignal(11)),
            "hung" => ScreenReports.OfProcesses(screen.Started, WaitStatus.OfSignal(9), Verdict.Hung),
            "signaled" => ScreenReports.OfProcesses(screen.Started, WaitStatus.OfSignal(11), Verdict.Contained),
            _ => good with { Verdict = Verdict.Spread, Workers = good.Workers.SetItem(1, good.Workers[1] with { Sum = -1, Correct = false }) },
        })).Text;
        Assert.Matches($"✗ +{how}", text);
    }

    [Fact]
    public void The_smallest_terminal_in_ASCII() => Check("segfault-ascii", Segfault(new Screen(60, 18, Glyphs.Ascii)));

    [Fact]
    public void A_terminal_that_is_too_small() => Golden.Check("too-small-59x18", new Screen(59, 18).Text);

    private static Screen Segfault(Screen screen)
    {
        screen.With(RunSettings.Fault, "segfault").Press("r");
        return screen.Tell(new Message.RunEnded(ScreenReports.OfProcesses(screen.Started, WaitStatus.OfSignal(11), Verdict.Contained)));
    }

    private static Screen Many(Screen screen)
    {
        screen.With(RunSettings.Fault, "segfault").With(RunSettings.Workers, "1000").With(RunSettings.Faulty, "2,500,999").Press("r").Tell(new Message.RunStarted(1000));
        return screen.Tell(new Message.RunEnded(ScreenReports.OfProcesses(screen.Started, WaitStatus.OfSignal(11), Verdict.Contained)));
    }

    private static Screen Running(Screen screen) => screen.With(RunSettings.Workers, "6").With(RunSettings.Fault, "segfault").Press("r")
        .Tell(new Message.RunStarted(6))
        .Tell(new Message.RunHappened(ImmutableArray.Create<RunEvent>(
            new RunEvent.PhaseReached(20, RunPhase.Running),
            new RunEvent.WorkerStarted(21, 0, 4711),
            new RunEvent.Waited(30, new WaitCall(HostCall.Parse("waitpid(4711, &status, 0)"), 4711, 0, null, 30), 0, null))))
        .Tell(new Message.BoardRead(
            new WorkerSnapshot[]
            {
                new(0, WorkerStage.Ended, 4711, 4711, 100, 100),
                new(1, WorkerStage.Stored, 4712, 4712, 100, 100),
                new(2, WorkerStage.Faulting, 4713, 4713, 100, 100),
                new(3, WorkerStage.Summing, 4714, 4714, 63, 100),
                new(4, WorkerStage.AtGate, 4715, 4715, 0, 100),
            },
            1234));

    private static void Check(string name, Screen screen) => GoldenView.Check(name, screen);
}
