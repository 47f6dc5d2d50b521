using System.Threading.Channels;
using Sandbox.Core.Tracing;

namespace Sandbox.Tui.Tests.Commands;

/// <summary>A tracer that starts nothing: it tells of what it is given.</summary>
internal sealed class FakeTracer : ITracer
{
    private const int Pid = 4711;

    /// <summary>What happens.</summary>
    public Func<TraceSpec, IEnumerable<TraceEvent>> Story { get; init; } =
        spec => [new TraceEvent.Began(0, Pid, 1, spec.Program, Attached: false), new TraceEvent.Ended(1, Pid, 0)];

    /// <summary>What was traced.</summary>
    public List<TraceSpec> Started { get; } = [];

    public ITrace Start(TraceSpec spec)
    {
        Started.Add(spec);
        return new FakeTrace(Story(spec));
    }

    private sealed class FakeTrace : ITrace
    {
        private readonly Channel<TraceEvent> _events = Channel.CreateUnbounded<TraceEvent>();

        public FakeTrace(IEnumerable<TraceEvent> story)
        {
            foreach (TraceEvent happened in story)
                _events.Writer.TryWrite(happened);
            _events.Writer.Complete();
        }

        public ChannelReader<TraceEvent> Events => _events.Reader;

        public Task Completion => Task.CompletedTask;

        int ITrace.Pid => Pid;

        public int ReadOutput(Span<byte> into) => 0;

        public void Signal(int signal)
        {
        }

        public void Stop()
        {
        }
    }
}
