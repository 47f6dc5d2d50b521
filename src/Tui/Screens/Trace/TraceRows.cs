using System.Collections.Immutable;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Trace;

/// <summary>The rows of the tree as they stand now, and what a process is called.</summary>
internal static class TraceRows
{
    /// <summary>The rows.</summary>
    public static ImmutableArray<TraceTreeRow> Of(AppModel model) =>
        [.. TraceTreeRows.Of(model.Trace.Tree, lines: model.Glyphs == Glyphs.Unicode, (process, _) => model.Trace.Folded.Contains(process.Number))];

    /// <summary>A process's number and name; in brackets where it was forked and never called exec: it runs its parent's program.</summary>
    public static string Name(TracedProcess process) =>
        $"{Numbers.Plain(process.Pid)} {(process is { ForkedWithoutExec: true, Parent: not null } ? $"({Quoted.Bare(process.Name)})" : Quoted.Bare(process.Name))}";

    /// <summary>What became of its status, in a word or two.</summary>
    public static (string Text, Ink Ink) Fate(TracedProcess process) => process.Fate switch
    {
        StatusFate.Alive => ("", Ink.Dim),
        StatusFate.Zombie => ("zombie", Ink.Warning),
        StatusFate.Looked => ("looked", Ink.Good),
        StatusFate.ThrownAway => ("thrown away", Unseen(process)),
        StatusFate.Ignored => ("ignored", Unseen(process)),
        StatusFate.ParentGone => ("parent gone", Unseen(process)),
        _ => ("", Ink.Dim),
    };

    /// <summary>How an end is meant.</summary>
    public static Ink InkOf(TracedProcess process) => process switch
    {
        { End: null } => Ink.Plain,
        { EndedWell: true } => Ink.Dim,
        _ => Ink.Bad,
    };

    private static Ink Unseen(TracedProcess process) => process.EndedWell ? Ink.Warning : Ink.Bad;
}
