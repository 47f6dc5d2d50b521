using Sandbox.Core.Tracing;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Trace;

/// <summary>Steps through a trace event by event: the tree is a function of the events, so it can be shown as it was after any of them.</summary>
internal static class TraceSteps
{
    /// <summary>One event further; from the end, the first event.</summary>
    public static AppModel Further(AppModel model)
    {
        TraceModel trace = model.Trace;
        if (trace.Events.Count == 0)
            return model with { Notice = new("nothing has happened yet that could be stepped through", Ink.Warning) };
        TraceTree before = trace.Stepped ?? TraceTree.Empty;
        return At(model, before.Events < trace.Events.Count ? before.After(trace.Events[before.Events]) : before);
    }

    /// <summary>One event back.</summary>
    public static AppModel Back(AppModel model)
    {
        int count = model.Trace.Tree.Events - 1;
        TraceTree tree = TraceTree.Empty;
        for (int at = 0; at < count; at++)
            tree = tree.After(model.Trace.Events[at]);
        return count > 0 ? At(model, tree) : model;
    }

    // The eye is led to whom the event is of.
    private static AppModel At(AppModel model, TraceTree tree) => model with
    {
        Trace = model.Trace with { Stepped = tree, Chosen = tree.Find(model.Trace.Events[tree.Events - 1].Pid)?.Number ?? model.Trace.Chosen },
    };
}
