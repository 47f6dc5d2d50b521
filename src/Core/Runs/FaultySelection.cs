using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Text;

namespace Sandbox.Core.Runs;

/// <summary>The faulty workers as a person names them: indices, <c>last</c>, <c>all</c>, or nothing said.</summary>
public sealed class FaultySelection
{
    private const string LastWord = "last";
    private const string AllWord = "all";
    private const int Usual = 2;

    private static readonly FaultySelection Last = new(), Everyone = new(), Nobody = new();

    private readonly ImmutableArray<int> _listed = [];

    private FaultySelection(params ReadOnlySpan<int> listed) => _listed = [.. listed];

    /// <summary>Nobody said anything: worker 2, as in the lab, or the last one where there are fewer than 3.</summary>
    public static FaultySelection Default { get; } = new();

    private int Highest => _listed is [.., int last] ? last : -1;

    /// <summary>The selection that a text means, or what is wrong with it.</summary>
    internal static (FaultySelection Selection, string? Problem) Parse(string text)
    {
        switch (text)
        {
            case LastWord:
                return (Last, null);
            case AllWord:
                return (Everyone, null);
        }

        List<int> indices = [];
        foreach (string part in text.Split(','))
        {
            (long index, string? problem) = WrittenNumber.Whole(part, 0, int.MaxValue);
            if (problem is not null)
                return (Default, $"{Quoted.Of(text)} names no workers; expected indices such as 2 or 0,3, or last, or all");
            int at = indices.BinarySearch((int)index);
            if (at < 0)
                indices.Insert(~at, (int)index);
        }

        return (new FaultySelection(CollectionsMarshal.AsSpan(indices)), null);
    }

    /// <summary>The selection that makes the faulty workers of a spec.</summary>
    internal static FaultySelection Of(RunSpec spec)
    {
        ImmutableArray<int> faulty = spec.Faulty;
        // All of two are written as shortly one by one; and those who are all are 0 to n-1, for they ascend.
        return faulty.IsEmpty ? Nobody : faulty.Length == spec.Workers && faulty.Length > 2 ? Everyone : new FaultySelection(faulty.AsSpan());
    }

    /// <summary>What it amounts to with the fault, model and workers of a spec, or why it cannot be.</summary>
    internal (FaultySelection Value, string? Problem) FitTo(RunSpec spec, RunCaps caps)
    {
        FaultActor? actor = FaultCatalogue.Find(spec.Fault)?.Actor;
        // Where no worker is called faulty the setting has no effect, so no index of it can be wrong. And above a cap nobody is listed: the
        // spec is refused, and all of two billion would be a list of two billion.
        if (actor is not (FaultActor.FaultyWorker or FaultActor.AllWorkers) || spec.Workers > caps.Workers)
            return (Nobody, null);
        if (actor == FaultActor.AllWorkers)
            return (Everyone, null);
        if (ModelCatalogue.Find(spec.Model) is not { } model || Highest < spec.Workers)
            return (this, null);
        return (Default, model.Single
            ? $"there is no worker {Highest}: the model {model.Id} has one worker only; expected 0, last or all"
            : $"there is no worker {Highest} of {spec.Workers:#,0}; expected 0 to {spec.Workers - 1}, or last, or all");
    }

    /// <summary>The indices, ascending, among so many workers.</summary>
    internal ImmutableArray<int> Among(int workers)
    {
        if (this == Default)
            return [Math.Min(Usual, workers - 1)];
        if (this == Last)
            return [workers - 1];
        if (this != Everyone)
            return _listed;
        int[] all = new int[workers];
        for (int i = 0; i < all.Length; i++)
            all[i] = i;
        return ImmutableCollectionsMarshal.AsImmutableArray(all);
    }

    /// <summary>The shortest text that is read as this; empty for nobody.</summary>
    public override string ToString()
    {
        if (this == Everyone)
            return AllWord;
        if (this == Last)
            return LastWord;
        string[] words = new string[_listed.Length];
        for (int i = 0; i < words.Length; i++)
            words[i] = _listed[i].ToString(CultureInfo.InvariantCulture);
        return string.Join(',', words);
    }
}
