using System.Threading.Channels;
using Sandbox.Core;
using Sandbox.Core.Arrays;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Tests.Tools;

/// <summary>Starts runs in which happens what a test lets happen.</summary>
internal sealed class FakeRunner : IRunner
{
    public List<FakeRun> Runs { get; } = [];

    public string? Refusal { get; set; }

    public IRun Start(RunSpec spec, RunControl? control = null)
    {
        if (Refusal is { } refusal)
            throw new MachineRefusedException(refusal);
        var run = new FakeRun(spec);
        Runs.Add(run);
        return run;
    }
}

/// <summary>A run whose events and end come from a test.</summary>
internal sealed class FakeRun(RunSpec spec) : IRun
{
    private readonly Channel<RunEvent> _events = Channel.CreateUnbounded<RunEvent>();
    private readonly TaskCompletionSource<RunReport> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RunSpec Spec => spec;

    public ChannelReader<RunEvent> Events => _events.Reader;

    public Task<RunReport> Completion => _completion.Task;

    public int WorkerCount => spec.Workers;

    public long Done { get; set; }

    public bool Stopped { get; private set; }

    /// <summary>Called when the run is asked to stop; by default it ends at once.</summary>
    public Action<FakeRun> OnStop { get; set; } = run => run.End(ScreenReports.OfLostThreads(run.Spec, Core.Status.WaitStatus.OfSignal(9)));

    public PageGrid Pages => PageGrid.For(Spec.Length * sizeof(int));

    public PageReading ReadPages(int worker, Span<PageState> into) => default;

    public StepStop? ReadStep() => null;

    public void Advance()
    {
    }

    public void Advance(int worker)
    {
    }

    public void RunOn()
    {
    }

    public int ReadBoard(Span<WorkerSnapshot> into)
    {
        for (int index = 0; index < spec.Workers; index++)
            into[index] = new WorkerSnapshot(index, WorkerStage.Summing, 4711 + index, 4711 + index, Done, 100);
        return spec.Workers;
    }

    public bool Signal(int worker, int signal) => false;

    public bool SignalHost(int signal) => false;

    public void Stop()
    {
        Stopped = true;
        OnStop(this);
    }

    public void Tell(RunEvent happened) => _events.Writer.TryWrite(happened);

    public void End(RunReport report)
    {
        _events.Writer.TryComplete();
        _completion.TrySetResult(report);
    }

    public void Break(Exception problem)
    {
        _events.Writer.TryComplete();
        _completion.TrySetException(problem);
    }
}
