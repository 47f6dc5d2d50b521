using Sandbox.Core.History;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;

namespace Sandbox.Tui.App;

/// <summary>Opens a trace that is over, so that every view of traces shows it.</summary>
internal static class PastTraces
{
    /// <param name="model">A model without a trace under way.</param>
    /// <param name="trace">The trace.</param>
    public static AppModel Open(AppModel model, KeptTrace trace) => model with
    {
        TracesLast = true,
        Timeline = new TimelineModel(),
        Trace = new TraceModel
        {
            // One that was attached to is gone: nothing can be traced again.
            Spec = trace.Spec.Program.IsEmpty ? null : trace.Spec with { Output = ProgramOutput.ToFollower },
            Draft = CommandWords.Line(trace.Spec.Program),
            Events = trace.Events.Aggregate(AppendLog<TraceEvent>.Empty, (log, happened) => log.With(happened)),
            Whole = trace.Tree,
            Chosen = TraceSentence.FirstToLookAt(trace.Tree)?.Number ?? 0,
        },
    };
}
