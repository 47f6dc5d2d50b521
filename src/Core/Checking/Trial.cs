using System.Collections.Immutable;
using System.Text;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Checking;

/// <summary>A program that was run to its end under the tracer, and all that is known of it then.</summary>
/// <param name="Tree">Its processes.</param>
/// <param name="Events">What happened, in order.</param>
/// <param name="Lines">What it wrote, standard output and standard error together.</param>
public sealed record Trial(TraceTree Tree, ImmutableArray<TraceEvent> Events, ImmutableArray<string> Lines)
{
    private const int LeastPauseMs = 2, MostPauseMs = 50, MostBytes = 1 << 20, MostEvents = 200_000;

    /// <summary>Runs a program.</summary>
    /// <param name="tracer">What traces it.</param>
    /// <param name="spec">What is run; what it writes is kept, the first MiB of it.</param>
    /// <param name="started">Takes the trace when it has begun: it can be stopped.</param>
    /// <exception cref="ProgramRefusedException">The program cannot be started.</exception>
    /// <exception cref="MachineRefusedException">The machine lets nothing be traced.</exception>
    public static Trial Run(ITracer tracer, TraceSpec spec, Action<ITrace> started)
    {
        ITrace trace = tracer.Start(spec with { Output = ProgramOutput.ToFollower });
        started(trace);
        using MemoryStream written = new();
        Task<(TraceTree Tree, ImmutableArray<TraceEvent> Events)> following = Follow(trace);
        // Awaited, and not waited for: to wait a few milliseconds again and again is to spin, beside the program that wants the processor.
        DrainUntil(following, trace, written).GetAwaiter().GetResult();
        (TraceTree tree, ImmutableArray<TraceEvent> events) = following.GetAwaiter().GetResult();
        trace.Completion.GetAwaiter().GetResult();
        return new Trial(tree, events, LinesOf(Encoding.UTF8.GetString(written.GetBuffer(), 0, (int)written.Length)));
    }

    private static async Task<(TraceTree Tree, ImmutableArray<TraceEvent> Events)> Follow(ITrace trace)
    {
        TraceTree tree = TraceTree.Empty;
        var events = ImmutableArray.CreateBuilder<TraceEvent>();
        while (await trace.Events.WaitToReadAsync().ConfigureAwait(false))
        {
            while (trace.Events.TryRead(out TraceEvent? happened))
            {
                // A program may call wait, or send itself signals, without end: of such the first are kept.
                bool kept = events.Count < MostEvents || happened is TraceEvent.Ended or TraceEvent.Ending;
                if (kept || happened is not TraceEvent.SignalTaken)
                    tree = tree.After(happened);
                if (kept)
                    events.Add(happened);
            }
        }
        return (tree, events.ToImmutable());
    }

    /// <summary>Takes what is written as long as the program runs, so that one that writes much does not wait for room; one that writes nothing is seldom asked.</summary>
    private static async Task DrainUntil(Task ended, ITrace trace, MemoryStream written)
    {
        byte[] buffer = new byte[64 * 1024];
        for (int pause = LeastPauseMs; !ended.IsCompleted; pause = Drain(trace, buffer, written) ? LeastPauseMs : Math.Min(2 * pause, MostPauseMs))
            await Task.WhenAny(ended, Task.Delay(pause)).ConfigureAwait(false);
        Drain(trace, buffer, written);
    }

    /// <summary>Takes what has been written, and says whether there was something; what goes beyond the most is thrown away.</summary>
    private static bool Drain(ITrace trace, byte[] buffer, MemoryStream written)
    {
        bool any = false;
        for (; trace.ReadOutput(buffer) is > 0 and var count; any = true)
            written.Write(buffer, 0, (int)Math.Min(count, MostBytes - written.Length));
        return any;
    }

    /// <summary>The lines of a text; what ends one without a line end is one too.</summary>
    public static ImmutableArray<string> LinesOf(string text) => [.. text.Split('\n').Where(line => line.Length > 0)];

    /// <summary>The children of the program itself, in the order of their start: child 0 is the first.</summary>
    public ImmutableArray<TracedProcess> Children { get; } = Tree.First is { } first ? [.. first.Children.Select(number => Tree.Processes[number])] : [];

    /// <summary>Whether the timeout ended it.</summary>
    public bool TimedOut => Tree.Stop == TraceStop.Timeout;

    /// <summary>Whether a process ended otherwise than by exiting with 0; not one that the timeout or a limit ended.</summary>
    public bool Failed(TracedProcess process) => process is { End: { } end, EndedWell: false } && !(Tree.Stop is not null && end.Signal == Headers.SignalH.SIGKILL);
}
