using System.Collections.Immutable;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;

namespace Sandbox.Tui.App;

/// <summary>A program that is traced, or was last: all that happened, and how much of it is looked at.</summary>
internal sealed record TraceModel
{
    /// <summary>The most events that are kept; a program that makes more is ended.</summary>
    public const int MostEvents = 200_000;

    /// <summary>The most lines that are kept of what the program writes; further ones are counted.</summary>
    public const int MostLines = 10_000;

    /// <summary>The command line of the program that is traced next.</summary>
    public string Draft { get; init; } = "";

    /// <summary>Whether that is being typed.</summary>
    public bool Typing { get; init; }

    /// <summary>What is traced; <c>null</c> before the first trace.</summary>
    public TraceSpec? Spec { get; init; }

    /// <summary>Whether the trace is under way.</summary>
    public bool Live { get; init; }

    /// <summary>What was shown when it was asked for; <c>null</c> once something of it was heard.</summary>
    public AppModel? Before { get; init; }

    /// <summary>Whether it is being ended.</summary>
    public bool Stopping { get; init; }

    /// <summary>Whether the program was sent the terminal's interrupt: the next one ends the screen.</summary>
    public bool Interrupted { get; init; }

    /// <summary>All that happened.</summary>
    public AppendLog<TraceEvent> Events { get; init; } = AppendLog<TraceEvent>.Empty;

    /// <summary>The tree after all of it.</summary>
    public TraceTree Whole { get; init; } = TraceTree.Empty;

    /// <summary>The tree after as many events as a person has stepped to; <c>null</c> while all are shown.</summary>
    public TraceTree? Stepped { get; init; }

    /// <summary>The tree that is shown.</summary>
    public TraceTree Tree => Stepped ?? Whole;

    /// <summary>The number of the process that is chosen.</summary>
    public int Chosen { get; init; }

    /// <summary>Whether a person chose it.</summary>
    public bool ChosenByHand { get; init; }

    /// <summary>The processes below which nothing is shown.</summary>
    public ImmutableHashSet<int> Folded { get; init; } = [];

    /// <summary>What the program has written, in lines that are safe to show.</summary>
    public AppendLog<string> Lines { get; init; } = AppendLog<string>.Empty;

    /// <summary>The line that it has begun.</summary>
    public string Begun { get; init; } = "";

    /// <summary>How many lines there was no room for.</summary>
    public long Dropped { get; init; }

    /// <summary>The command that does the same without a screen; the draft's where nothing was traced.</summary>
    public string Command => $"sandbox trace -- {(Spec is { } spec ? CommandWords.Line(spec.Program) : Draft)}";

    /// <summary>The process that is chosen; <c>null</c> where there is none yet.</summary>
    public TracedProcess? Process => Tree.Processes.Count == 0 ? null : Tree.Processes[Math.Clamp(Chosen, 0, Tree.Processes.Count - 1)];

    /// <summary>What happened last of what is shown.</summary>
    public TraceEvent? Last => Tree.Events > 0 ? Events[Tree.Events - 1] : null;
}
