using System.Threading.Channels;
using Sandbox.Core.Arrays;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Tests.Commands;

/// <summary>Starts nothing: every run is over at once, with the report that the test wants, or fails as it wants.</summary>
internal sealed class FakeRunner(Func<RunSpec, RunReport> report) : IRunner
{
    /// <summary>What was started.</summary>
    public List<RunSpec> Started { get; } = [];

    public IRun Start(RunSpec spec, RunControl? control = null)
    {
        Started.Add(spec);
        return new FakeRun(spec, Task.FromResult(report(spec)));
    }

    private sealed class FakeRun(RunSpec spec, Task<RunReport> completion) : IRun
    {
        public RunSpec Spec => spec;

        public ChannelReader<RunEvent> Events { get; } = Nothing();

        public Task<RunReport> Completion => completion;

        public int WorkerCount => spec.Workers;

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

        public int ReadBoard(Span<WorkerSnapshot> into) => 0;

        public bool Signal(int worker, int signal) => false;

        public bool SignalHost(int signal) => false;

        public void Stop()
        {
        }

        private static ChannelReader<RunEvent> Nothing()
        {
            Channel<RunEvent> none = Channel.CreateUnbounded<RunEvent>();
            none.Writer.Complete();
            return none.Reader;
        }
    }
}
