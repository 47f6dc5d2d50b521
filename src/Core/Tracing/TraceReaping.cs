using Sandbox.Core.Status;

namespace Sandbox.Core.Tracing;

/// <summary>What a wait call makes of the child that it told of.</summary>
internal static class TraceReaping
{
    public static TraceTree After(TraceTree tree, TraceEvent.Waited waited)
    {
        if (waited.Error is not null)
            return tree;
        TracedProcess? child = waited.Child is { } pid ? tree.Find(pid) : null;
        // Its end is known before a wait can tell of it. What did not end was stopped or goes on.
        if (child is not { End: not null, Reaped: null } || waited.Raw is { } raw && new WaitStatus(raw) is { Stopped: true } or { Continued: true })
            return tree;
        // One that adopted the child waits in the place of the parent that ended.
        StatusFate fate = waited.Call.WantsStatus ? StatusFate.Looked : StatusFate.ThrownAway;
        bool looked = child.Fate == StatusFate.Looked;
        if (waited.Call.Leaves)
            return tree.Change(child.Pid, process => process with { Fate = looked ? StatusFate.Looked : waited.Call.WantsStatus ? StatusFate.Looked : process.Fate });
        return tree.Change(child.Pid, process => process with
        {
            Fate = looked ? StatusFate.Looked : fate,
            Reaped = new Reaping(waited.Pid, waited.Call, waited.AtMs),
            ReapedMs = waited.AtMs,
        });
    }
}
