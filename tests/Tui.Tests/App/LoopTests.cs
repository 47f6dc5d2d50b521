using Sandbox.Core;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Tests.Tools;

namespace Sandbox.Tui.Tests.App;

public sealed class LoopTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly FakeTerminal _terminal;
    private readonly FakeRunner _runner = new();
    private readonly Inbox _inbox;

    public LoopTests()
    {
        _terminal = new FakeTerminal(_clock);
        _inbox = new Inbox(_terminal.Wake);
    }

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public void Q_ends_it_and_the_terminal_comes_back()
    {
        Assert.Equal(new ScreenEnd(0), Run("q"));
        Assert.Equal(["enter", "close"], _terminal.Log);
    }

    [Fact]
    public void Keys_that_were_typed_before_the_settings_were_read_wait_for_them()
    {
        _terminal.Then("r").Then(_ =>
        {
            Assert.Empty(_runner.Runs);
            _inbox.Post(new Message.SettingsRead([new Setting("workers", "7", "--workers")], RunCaps.Default));
            return [];
        }).Until("summing").Then("q");
        Assert.Equal(0, Run(settled: false, () => { }).ExitCode);
        Assert.Equal(7, Assert.Single(_runner.Runs).Spec.Workers);
    }

    [Fact]
    public void While_nothing_happens_it_sleeps_and_draws_nothing()
    {
        _terminal.Then([]).Then([]).Then([]);
        Run("q");
        Assert.Equal([-1, -1, -1, -1], _terminal.Timeouts);
        Assert.Single(_terminal.Frames);
    }

    [Fact]
    public void A_key_is_answered_before_the_next_frame_of_a_run_would_be_due()
    {
        _terminal.Then("Down").Then([]).Then([]);
        Run("q");
        Assert.Equal([-1, 7, -1, -1], _terminal.Timeouts);
        Assert.Equal(2, _terminal.Frames.Count);
    }

    [Fact]
    public void A_run_is_started_watched_and_shown()
    {
        _terminal.Then("Down Right").Then("r").Until("summing").Then(_ =>
        {
            _runner.Runs[0].Done = 50;
            return [];
        }).Until(" 50%").Then(_ =>
        {
            FakeRun run = _runner.Runs[0];
            run.Tell(new RunEvent.PhaseReached(1, RunPhase.Running));
            run.End(ScreenReports.OfProcesses(run.Spec, WaitStatus.OfSignal(11), Verdict.Contained));
            return [];
        }).Until("0x000b");
        Assert.Equal(0, Run("q").ExitCode);
        Assert.Contains("contained: worker 2 was killed by SIGSEGV (11); the other 3 sums are", _terminal.LastFrame);
    }

    [Fact]
    public void While_a_run_is_live_there_are_30_frames_a_second_at_most()
    {
        _terminal.Then("r").Until("summing");
        for (int i = 0; i < 20; i++)
        {
            int done = i;
            _terminal.Then(_ =>
            {
                _runner.Runs[0].Done = done;
                return [];
            });
        }
        Run("q");
        Assert.InRange(_terminal.Frames.Count, 2, (int)(_clock.GetTimestamp() / 33) + 3);
        Assert.All(_terminal.Timeouts.Skip(2), timeout => Assert.InRange(timeout, -1, 33));
    }

    [Fact]
    public void Quitting_gives_the_terminal_back_before_it_ends_the_run()
    {
        string? logAtStop = null;
        _terminal.Then("r").Until("summing").Then(_ =>
        {
            _runner.Runs[0].OnStop = run =>
            {
                logAtStop = string.Join(' ', _terminal.Log);
                run.End(ScreenReports.OfLostThreads(run.Spec, WaitStatus.OfSignal(9)));
            };
            return [];
        });
        Run("q");
        Assert.Equal("enter close", logAtStop);
    }

    [Fact]
    public void A_machine_that_refuses_is_heard()
    {
        _runner.Refusal = "no room for 4 workers";
        _terminal.Then("r").Until("not started: no room for 4 workers");
        Assert.Equal(0, Run("q").ExitCode);
    }

    [Fact]
    public void A_host_that_broke_is_told_and_the_next_run_works()
    {
        _terminal.Then("r").Until("summing").Then(_ =>
        {
            _runner.Runs[0].Break(new SandboxBugException("the host said nothing"));
            return [];
        }).Until("a bug in the sandbox: the host said nothing").Then("r").Until("summing");
        Run("q");
        Assert.Equal(2, _runner.Runs.Count);
    }

    [Fact]
    public void A_signal_ends_it_with_the_code_that_a_shell_counts()
    {
        _terminal.Then("r").Until("summing");
        Assert.Equal(new ScreenEnd(143), Run(new TerminalEvent.EndAsked(15)));
        Assert.True(_runner.Runs[0].Stopped);
    }

    [Fact]
    public void A_terminal_that_is_gone_ends_it_with_words()
    {
        Assert.Equal(new ScreenEnd(129, "the terminal hung up"), Run(new TerminalEvent.Gone("the terminal hung up")));
    }

    [Fact]
    public void A_terminal_that_takes_nothing_ends_it()
    {
        _terminal.Then(_ =>
        {
            _terminal.Answer = Shown.Never;
            return [new TerminalEvent.Pressed(Key.Of('?'))];
        }).Then([]);
        Assert.Equal(129, Run("q").ExitCode);
    }

    [Fact]
    public void A_frame_that_a_slow_link_had_no_room_for_is_shown_later_as_it_then_is()
    {
        _terminal.Then(_ =>
        {
            _terminal.Answer = Shown.Later;
            return [new TerminalEvent.Pressed(Key.Parse("Down")!.Value)];
        }).Then("Right").Then(_ =>
        {
            _terminal.Answer = Shown.Yes;
            return [];
        }).Then([]);
        Run("q");
        Assert.Contains("fault segfault", _terminal.LastFrame);
    }

    [Fact]
    public void A_storm_of_resizes_is_drawn_a_few_times()
    {
        for (int i = 0; i < 100; i++)
        {
            int columns = 80 + i;
            _terminal.Then(_ =>
            {
                _terminal.Size = new Size(columns, 24);
                return [new TerminalEvent.Resized()];
            });
        }
        _terminal.Then([]);
        Run("q");
        Assert.InRange(_terminal.Frames.Count, 2, 30);
        Assert.Equal(179, _terminal.LastFrame.Split('\n').Max(line => line.Length));
    }

    [Fact]
    public void Ctrl_Z_stops_the_program_and_says_so_where_nobody_could_continue_it()
    {
        _terminal.CanSuspend = false;
        _terminal.Then("C-z").Until("no shell here");
        Run("q");
        Assert.Contains("suspend", _terminal.Log);
    }

    [Fact]
    public void After_a_stop_from_outside_the_terminal_is_taken_again()
    {
        _terminal.Then(new TerminalEvent.Continued());
        Run("q");
        Assert.Equal(["enter", "leave", "enter", "close"], _terminal.Log);
    }

    [Fact]
    public void Characters_that_come_together_into_a_text_are_a_paste()
    {
        TerminalEvent[] flood = [.. Enumerable.Range(0, 5_000).Select(i => new TerminalEvent.Pressed(Key.Parse(i % 2 == 0 ? "q" : "Space")!.Value))];
        _terminal.Then("5 /").Until("filter:").Then(flood).Then("Esc");
        int frames = _terminal.Frames.Count;
        Assert.Equal(0, Run("q").ExitCode);
        Assert.InRange(_terminal.Frames.Count - frames, 1, 20);
    }

    private ScreenEnd Run(string lastKeys)
    {
        _terminal.Then(lastKeys);
        return Run();
    }

    private ScreenEnd Run(TerminalEvent last)
    {
        _terminal.Then(last);
        return Run();
    }

    private ScreenEnd Run() => Run(settled: true, () => { });

    private ScreenEnd Run(bool settled, Action afterFirstFrame)
    {
        var loop = new Loop(_terminal, new Sessions(new RunSession(() => _runner, _inbox, _clock), new MatrixSession(() => _runner, _inbox), new TraceSession(() => throw new NotSupportedException(), _inbox), new ExerciseSession(() => throw new NotSupportedException(), _inbox), new FileSession(() => null, () => "/", _inbox, _clock)), _inbox, _clock);
        return loop.Run(AppModel.Start(_terminal.Size, _terminal.Traits.Glyphs, ViewTable.All) with { Settled = settled }, afterFirstFrame);
    }
}
