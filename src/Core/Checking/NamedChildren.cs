using System.Collections.Immutable;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Checking;

/// <summary>
/// Which lines of a trial name which children of the program, by pid or by index as the task counts. The lines are looked through once, and not for each child: a program that starts children
/// without end has tens of thousands, and as many lines.
/// </summary>
internal sealed class NamedChildren
{
    private readonly ImmutableArray<TracedProcess> _children;
    private readonly int _first;
    private readonly Dictionary<int, int> _indices = [];
    private readonly Dictionary<long, List<int>> _byNumber = [];
    private readonly Dictionary<int, List<string>> _lines = [];

    /// <summary>Looks through the lines.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="first">The number that the task gives to the first child.</param>
    public NamedChildren(Trial trial, int first)
    {
        (_children, _first) = (trial.Children, first);
        for (int at = 0; at < _children.Length; at++)
        {
            _indices[_children[at].Number] = at;
            Know(at + first, at);
            Know(_children[at].Pid, at);
        }
        foreach (string line in trial.Lines)
        {
            foreach (int child in IndicesIn(line))
            {
                if (!_lines.TryGetValue(child, out List<string>? lines))
                    _lines[child] = lines = [];
                lines.Add(line);
            }
        }
    }

    /// <summary>The children that a line names, in the order of their start.</summary>
    public TracedProcess[] In(string line) => [.. IndicesIn(line).Select(at => _children[at])];

    /// <summary>The lines that name a child, in order.</summary>
    public IReadOnlyList<string> LinesOf(TracedProcess child) => _indices.TryGetValue(child.Number, out int at) && _lines.TryGetValue(at, out List<string>? lines) ? lines : [];

    /// <summary>A child's number as the task counts; <c>null</c> for who is no child of the program itself.</summary>
    public int? NumberOf(TracedProcess child) => _indices.TryGetValue(child.Number, out int at) ? at + _first : null;

    private void Know(long number, int child)
    {
        if (!_byNumber.TryGetValue(number, out List<int>? children))
            _byNumber[number] = children = [];
        children.Add(child);
    }

    private SortedSet<int> IndicesIn(string line)
    {
        SortedSet<int> found = [];
        foreach (long number in Naming.Numbers(line))
        {
            if (_byNumber.TryGetValue(number, out List<int>? children))
                found.UnionWith(children);
        }
        return found;
    }
}
