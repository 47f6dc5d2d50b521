using System.Collections.Immutable;

namespace Sandbox.Core.Runs;

/// <summary>The faulty workers as a person names them: indices, <c>last</c>, <c>all</c>, or nothing said.</summary>
internal sealed record FaultySelection
{
    private enum Kind
    {
        Default,
        Last,
        All,
        Listed,
    }

    private readonly Kind _kind;
    private readonly ImmutableArray<int> _listed = [];

    private FaultySelection(Kind kind) => _kind = kind;

    private FaultySelection(ImmutableArray<int> listed) => (_kind, _listed) = (Kind.Listed, listed);

    /// <summary>Nobody said anything.</summary>
    public static FaultySelection Default { get; } = new(Kind.Default);

    /// <summary>The highest index that is named, or -1.</summary>
    public int Highest => _listed is [.., int last] ? last : -1;

    /// <summary>The selection that a text means, or <c>null</c>.</summary>
    public static FaultySelection? Parse(string text)
    {
        switch (text)
        {
            case "last":
                return new FaultySelection(Kind.Last);
            case "all":
                return new FaultySelection(Kind.All);
        }

        SortedSet<int> indices = [];
        foreach (string part in text.Split(','))
        {
            (long index, string? problem) = SpecNumbers.Whole(part, 0, int.MaxValue);
            if (problem is not null)
                return null;
            indices.Add((int)index);
        }

        return new FaultySelection([.. indices]);
    }

    /// <summary>The indices, ascending, of so many workers.</summary>
    public ImmutableArray<int> Of(int workers) => _kind switch
    {
        Kind.Listed => _listed,
        Kind.All => [.. Enumerable.Range(0, workers)],
        Kind.Last => [workers - 1],
        _ => [RunDefaults.Faulty(workers)],
    };
}
