using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.Commands.Printing;
using FakeRun = Sandbox.Tui.Tests.Tools.FakeRun;

namespace Sandbox.Tui.Tests.Commands;

public class PlainLinesTests
{
    [Fact]
    public void Each_event_is_a_line_with_its_time() => Assert.Equal(
        """
              1.0 ms  the array is being filled
             12.3 ms  worker 2 started, pid 4713
             20.0 ms  waitpid(4713, &status, 0) returned 4713, status 0x000b: worker 2 killed by SIGSEGV (11)
             21.0 ms  waitpid(-1, &status, 0) returned -1, ECHILD
             30.0 ms  the timeout is over: every process that is left gets SIGKILL
             40.0 ms  the host ended, status 0x0000: exited 0

        """,
        Told(
            new RunEvent.PhaseReached(1, RunPhase.Filling),
            new RunEvent.WorkerStarted(12.34, 2, 4713),
            new RunEvent.Waited(20, new WaitCall(HostCall.Parse("waitpid(4713, &status, 0)"), 4713, 11, null, 20), 2, null),
            new RunEvent.Waited(21, new WaitCall(HostCall.Parse("waitpid(-1, &status, 0)"), -1, null, "ECHILD", 21), null, null),
            new RunEvent.TimedOut(30),
            new RunEvent.HostEnded(40, WaitStatus.OfExit(0))));

    [Fact]
    public void A_parent_that_polls_is_told_once_and_counted()
    {
        RunEvent poll = new RunEvent.Waited(5, new WaitCall(HostCall.Parse("waitpid(-1, &status, WNOHANG)"), 0, null, null, 5), null, null);
        Assert.Equal(
            """
                  5.0 ms  waitpid(-1, &status, WNOHANG) returned 0
                  5.0 ms  waitpid(-1, &status, WNOHANG) returned 0 2 times more
                 30.0 ms  the timeout is over: every process that is left gets SIGKILL

            """,
            Told(poll, poll, poll, new RunEvent.TimedOut(30)));
    }

    [Fact]
    public void A_worker_that_could_not_be_started_is_told()
    {
        var run = new FakeRun(ScreenReports.Spec());
        run.Tell(new RunEvent.StartFailed(3, 7, "fork", "EAGAIN"));
        run.End(ScreenReports.OfLostThreads(run.Spec, WaitStatus.OfSignal(9)));
        var output = new StringWriter();
        new PlainLines(output).Follow(run);
        Assert.Contains("fork failed with EAGAIN for worker 7", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run --plain --json", "--plain and --json exclude each other")]
    [InlineData("run --plain --step", "--plain and --step exclude each other")]
    public void Lines_and_one_object_exclude_each_other(string line, string message)
    {
        Said said = new Shell().Run(line);
        Assert.Equal(2, said.Code);
        Assert.Contains(message, said.Error);
    }

    [Theory]
    [InlineData("--plain")]
    [InlineData("run --plain")]
    [InlineData("--plain run")]
    public void With_and_without_the_verb_the_run_is_told(string line)
    {
        Shell shell = new() { Runner = new FakeRunner(spec => Reports.Of(spec, Verdict.Clean)) };
        Said said = shell.Run(line);
        Assert.Equal((0, ""), (said.Code, said.Error));
        Assert.Contains("clean:", said.Output);
        Assert.Single(shell.Runner.Started);
    }

    private static string Told(params RunEvent[] events)
    {
        var run = new FakeRun(ScreenReports.Spec());
        foreach (RunEvent happened in events)
            run.Tell(happened);
        run.End(ScreenReports.OfLostThreads(run.Spec, WaitStatus.OfSignal(9)));
        var output = new StringWriter();
        new PlainLines(output).Follow(run);
        return output.ToString();
    }
}
