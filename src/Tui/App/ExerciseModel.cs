using System.Collections.Immutable;
using Sandbox.Core.Checking;
using Sandbox.Core.Text;

namespace Sandbox.Tui.App;

/// <summary>Whose program one is: the one that is given, or the learner's own.</summary>
internal enum ExerciseSide
{
    Broken,
    Own,
}

/// <summary>One of the two programs of an exercise, as far as its check has come.</summary>
internal sealed record ExerciseProgram
{
    /// <summary>Its text in lines that are safe to show; empty where it is not known.</summary>
    public ImmutableArray<string> Source { get; init; } = [];

    /// <summary>Why there is no text; <c>null</c> where nothing was wrong.</summary>
    public string? NoSource { get; init; }

    /// <summary>What the compiler said; <c>null</c> where it has not, or was not asked.</summary>
    public Compilation? Compilation { get; init; }

    /// <summary>Why it could not be run; <c>null</c> where it was, or was not tried.</summary>
    public string? Refusal { get; init; }

    /// <summary>What its cases came to so far, in the order of the task.</summary>
    public ImmutableArray<CaseResult> Results { get; init; } = [];

    /// <summary>Why none of its cases can be run; <c>null</c> where that is not so.</summary>
    public string? Problem => Refusal ?? Compilation?.Problem;

    /// <summary>How many rules hold, of how many that were tried.</summary>
    public (int Kept, int Of) Rules => (Results.Sum(result => result.Rules.Count(rule => rule.Breach is null)), Results.Sum(result => result.Rules.Length));

    /// <summary>The same before any check.</summary>
    public ExerciseProgram Unchecked => new() { Source = Source, NoSource = NoSource };
}

/// <summary>Something that happened to a check of an exercise: <see cref="Compiling"/>, <see cref="Compiled"/>, <see cref="Refused"/>, <see cref="Running"/>, <see cref="Judged"/>. The family is closed.</summary>
/// <param name="Side">To whose program.</param>
internal abstract record ExerciseEvent(ExerciseSide Side)
{
    /// <summary>It is being compiled, or looked for.</summary>
    public sealed record Compiling(ExerciseSide Side) : ExerciseEvent(Side);

    /// <summary>The compiler is done.</summary>
    public sealed record Compiled(ExerciseSide Side, Compilation Compilation) : ExerciseEvent(Side);

    /// <summary>It cannot be compiled or run here.</summary>
    public sealed record Refused(ExerciseSide Side, string Why) : ExerciseEvent(Side);

    /// <summary>A case of it is being run.</summary>
    public sealed record Running(ExerciseSide Side, int Case) : ExerciseEvent(Side);

    /// <summary>A case of it is over.</summary>
    public sealed record Judged(ExerciseSide Side, CaseResult Result) : ExerciseEvent(Side);
}

/// <summary>An exercise: the broken program of a task beside the learner's own, and what a check of both came to.</summary>
internal sealed record ExerciseModel
{
    /// <summary>The pages before those of the cases: the texts, and what the compiler said.</summary>
    public const int SourcePage = 0, CompilerPage = 1, FirstCasePage = 2;

    /// <summary>The tasks; <c>null</c> until they are read.</summary>
    public ImmutableArray<CheckTask>? Tasks { get; init; }

    /// <summary>Why there are none.</summary>
    public string? Problem { get; init; }

    /// <summary>Which is open, by its place.</summary>
    public int Chosen { get; init; }

    /// <summary>The learner's file.</summary>
    public string OwnFile { get; init; } = "";

    /// <summary>Whether its path is being typed.</summary>
    public bool Typing { get; init; }

    /// <summary>Which page is shown.</summary>
    public int Page { get; init; }

    /// <summary>Whether a person turned to it during this check.</summary>
    public bool PageByHand { get; init; }

    /// <summary>Whether the two stand one above the other, and not side by side.</summary>
    public bool Stacked { get; init; }

    /// <summary>Whether a check is under way.</summary>
    public bool Live { get; init; }

    /// <summary>Whether it is being ended.</summary>
    public bool Stopping { get; init; }

    /// <summary>What the check is at; <c>null</c> where none is under way.</summary>
    public ExerciseEvent? Now { get; init; }

    /// <summary>The program that is given.</summary>
    public ExerciseProgram Broken { get; init; } = new();

    /// <summary>The learner's.</summary>
    public ExerciseProgram Own { get; init; } = new();

    /// <summary>The task that is open; <c>null</c> where there is none.</summary>
    public CheckTask? OpenTask => Tasks is { IsEmpty: false } tasks ? tasks[Math.Clamp(Chosen, 0, tasks.Length - 1)] : null;

    /// <summary>Whether there is a task of that name, as far as they are read.</summary>
    public bool HasTask(string id) => Tasks is { } tasks && tasks.Any(task => task.Id == id);

    /// <summary>How many pages there are.</summary>
    public int Pages => FirstCasePage + (OpenTask?.Cases.Length ?? 0);

    /// <summary>The case of the page that is shown; <c>null</c> where it is of none.</summary>
    public CheckCase? Case => Page >= FirstCasePage && OpenTask is { } task && Page - FirstCasePage < task.Cases.Length ? task.Cases[Page - FirstCasePage] : null;

    /// <summary>Whether the learner's program was checked to the end: whether it passed; <c>null</c> where it was not.</summary>
    public bool? Passed => Live || OpenTask is not { } task ? null
        : Own.Problem is not null ? false
        : Own.Results.Length == task.Cases.Length ? Own.Results.All(result => result.Passed) : null;

    /// <summary>The program of a side.</summary>
    public ExerciseProgram Of(ExerciseSide side) => side == ExerciseSide.Own ? Own : Broken;

    /// <summary>The same with another program on a side.</summary>
    public ExerciseModel With(ExerciseSide side, ExerciseProgram program) => side == ExerciseSide.Own ? this with { Own = program } : this with { Broken = program };

    /// <summary>The command that checks the same without a screen.</summary>
    public string? Command => OpenTask is { } task ? $"sandbox check --program {CommandWords.Line([OwnFile])} {task.Id}" : null;
}
