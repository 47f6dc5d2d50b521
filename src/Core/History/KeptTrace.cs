using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.History;

/// <summary>A trace that was kept: what was asked for, and all that happened. The tree is made from that again, as it was made at first.</summary>
/// <param name="Spec">What was traced, and how; where its output went is not kept.</param>
/// <param name="Events">All that happened, in order.</param>
[JsonConverter(typeof(KeptTraceConverter))]
public sealed record KeptTrace(TraceSpec Spec, ImmutableArray<TraceEvent> Events)
{
    /// <summary>The most events that are kept. A trace with more of them is not kept: it would fill the history by itself.</summary>
    public const int MostEvents = 20_000;

    private TraceTree? _tree;

    /// <summary>The tree after all of the events.</summary>
    [JsonIgnore]
    public TraceTree Tree => _tree ??= Events.Aggregate(TraceTree.Empty, (tree, happened) => tree.After(happened));

    /// <summary>Each event with its text, as it was told when it happened.</summary>
    public IEnumerable<(TraceEvent Event, string Text)> Told()
    {
        TraceTree tree = TraceTree.Empty;
        foreach (TraceEvent happened in Events)
        {
            tree = tree.After(happened);
            yield return (happened, TraceWords.Of(happened, tree));
        }
    }
}
