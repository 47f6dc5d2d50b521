using System.Collections.Immutable;

namespace Sandbox.Core.Tracing;

/// <summary>A process at its place in the tree.</summary>
/// <param name="Process">The process.</param>
/// <param name="Before">What stands before it in its own line: <c>│  ├─ </c>.</param>
/// <param name="Below">What stands before further lines of it.</param>
/// <param name="Folded">Whether what is below it is not shown.</param>
/// <param name="Hidden">How many processes are below it and not shown.</param>
public sealed record TraceTreeRow(TracedProcess Process, string Before, string Below, bool Folded, int Hidden);

/// <summary>The processes of a trace in the order of the tree: each below its parent, the dead too.</summary>
public static class TraceTreeRows
{
    /// <summary>The rows.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="lines">Whether lines are drawn with more than ASCII.</param>
    /// <param name="folds">Whether what is below a process, so many generations below the first, is left out.</param>
    public static IEnumerable<TraceTreeRow> Of(TraceTree tree, bool lines, Func<TracedProcess, int, bool> folds)
    {
        // Not by recursion: a chain of children may be as long as there are processes.
        Stack<(TracedProcess Process, string Before, string Below, int Depth)> left = new(
            tree.Processes.Where(process => process.Parent is null).Reverse().Select(process => (process, "", "", 0)));
        while (left.TryPop(out (TracedProcess Process, string Before, string Below, int Depth) next))
        {
            bool folded = folds(next.Process, next.Depth);
            yield return new TraceTreeRow(next.Process, next.Before, next.Below, folded, folded ? CountBelow(tree, next.Process) : 0);
            for (int at = folded ? -1 : next.Process.Children.Count - 1; at >= 0; at--)
            {
                bool last = at == next.Process.Children.Count - 1;
                string branch = (last, lines) switch { (true, true) => "└─ ", (false, true) => "├─ ", (true, false) => "`- ", _ => "|- " };
                left.Push((tree.Processes[next.Process.Children[at]], next.Below + branch, next.Below + (last ? "   " : lines ? "│  " : "|  "), next.Depth + 1));
            }
        }
    }

    /// <summary>A process and those above it, the program first.</summary>
    public static ImmutableArray<TracedProcess> Lineage(TraceTree tree, TracedProcess process)
    {
        ImmutableArray<TracedProcess>.Builder line = ImmutableArray.CreateBuilder<TracedProcess>();
        for (TracedProcess? next = process; next is not null; next = next.Parent is { } parent ? tree.Processes[parent] : null)
            line.Insert(0, next);
        return line.ToImmutable();
    }

    private static int CountBelow(TraceTree tree, TracedProcess process)
    {
        int count = 0;
        Stack<int> left = new(process.Children);
        while (left.TryPop(out int number))
        {
            count++;
            foreach (int child in tree.Processes[number].Children)
                left.Push(child);
        }
        return count;
    }
}
