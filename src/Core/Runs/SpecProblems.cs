using System.Collections.Immutable;

namespace Sandbox.Core.Runs;

/// <summary>Problems as they are told: the first in words, the others only counted, for a file of a megabyte can hold 60,000.</summary>
public static class SpecProblems
{
    /// <summary>How many are told in words.</summary>
    public const int MostTold = 20;

    /// <summary>The first of many problems, and how many more there are.</summary>
    /// <param name="all">All of them.</param>
    /// <param name="origin">The origin of those that are only counted.</param>
    public static ImmutableArray<SpecProblem> Told(IEnumerable<SpecProblem> all, string origin = "")
    {
        SpecProblem[] problems = [.. all];
        // One more takes no more room than to say that there is one more.
        return problems.Length <= MostTold + 1
            ? [.. problems]
            : [.. problems.Take(MostTold), More(origin, problems.Skip(MostTold).Sum(problem => problem.Count))];
    }

    /// <summary>What is said of those that are only counted.</summary>
    public static SpecProblem More(string origin, int count) =>
        new(origin, $"and {count:#,0} more {(count == 1 ? "problem" : "problems")}") { Count = count };
}
