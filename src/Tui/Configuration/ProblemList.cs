using System.Collections.Immutable;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Configuration;

/// <summary>What is wrong with the settings: the first problems in words, the others only counted, for a file of a megabyte can hold 60,000.</summary>
internal sealed class ProblemList
{
    private readonly List<SpecProblem> _told = [];
    private int _untold;

    /// <summary>How many there are.</summary>
    public int Count => _told.Count + _untold;

    /// <summary>Adds one.</summary>
    /// <param name="problem">Makes the words; not asked where there are enough.</param>
    public void Add(Func<SpecProblem> problem)
    {
        if (_told.Count < SpecProblems.MostTold)
            _told.Add(problem());
        else
            _untold++;
    }

    /// <summary>The problems, and at the end how many more there are.</summary>
    public ImmutableArray<SpecProblem> ToImmutable() =>
        _untold == 0 ? [.. _told] : [.. _told, SpecProblems.More("settings", _untold)];
}
