using System.Collections.Immutable;

namespace Sandbox.Core.Runs;

/// <summary>A word that a reader meets on the screen, in lines, in JSON or in a lesson.</summary>
/// <param name="Word">The word.</param>
/// <param name="Kind">What kind of word it is.</param>
/// <param name="Means">What it means, in one or two sentences.</param>
public sealed record Term(string Word, TermKind Kind, string Means);

/// <summary>What kinds of words there are.</summary>
public enum TermKind
{
    /// <summary>A word of operating systems or of the sandbox.</summary>
    Term,

    /// <summary>The verdict of a run.</summary>
    Verdict,

    /// <summary>How a worker ended.</summary>
    State,

    /// <summary>How far a worker has come.</summary>
    Stage,

    /// <summary>What a process has at a page of the array.</summary>
    Page,

    /// <summary>Who ended a worker or the host.</summary>
    Ender,
}

/// <summary>
/// The words, each explained once: those of outcomes as <see cref="OutcomeWords"/> and <see cref="PageWords"/> have them, the others as
/// <see cref="GlossaryTerms"/>. A word that is of two kinds is there twice.
/// </summary>
public static class Glossary
{
    /// <summary>Every word: the terms by the alphabet, then the verdicts, states, stages, pages and enders in their own order.</summary>
    public static ImmutableArray<Term> All { get; } =
    [
        .. GlossaryTerms.All.OrderBy(term => term.Word, StringComparer.OrdinalIgnoreCase),
        .. OutcomeWords.Verdicts.Select(row => new Term(row.Word, TermKind.Verdict, Sentence(row.Means))),
        .. OutcomeWords.States.Select(row => new Term(row.Word, TermKind.State, Sentence(row.Means))),
        .. OutcomeWords.Stages.Select(row => new Term(row.Word, TermKind.Stage, Sentence(row.Means))),
        .. PageWords.All.Select(row => new Term(row.Word, TermKind.Page, Sentence(row.Means))),
        .. OutcomeWords.Enders.Select(row => new Term(row.Word, TermKind.Ender, Sentence(row.Means))),
    ];

    /// <summary>What a word means: each entry of it. Case does not count, and <c>processes</c>, <c>zombies</c> and <c>reaped</c> are found too.</summary>
    public static ImmutableArray<Term> Find(string word)
    {
        string asked = word.Trim();
        foreach (string ending in (ReadOnlySpan<string>)["", "s", "es", "ed"])
        {
            if (asked.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && Exactly(asked[..^ending.Length]) is { IsEmpty: false } found)
                return found;
        }
        return [];
    }

    /// <summary>The word for a kind.</summary>
    public static string WordOf(TermKind kind) => kind switch
    {
        TermKind.Term => "term",
        TermKind.Verdict => "verdict",
        TermKind.State => "state",
        TermKind.Stage => "stage",
        TermKind.Page => "page state",
        TermKind.Ender => "ended by",
        _ => throw new SandboxBugException($"no word for {kind}"),
    };

    private static ImmutableArray<Term> Exactly(string word) =>
        [.. All.Where(term => term.Word.Equals(word, StringComparison.OrdinalIgnoreCase))];

    private static string Sentence(string means) => $"{char.ToUpperInvariant(means[0])}{means[1..]}.";
}
