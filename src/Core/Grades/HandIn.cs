using System.Collections.Immutable;

namespace Sandbox.Core.Grades;

/// <summary>One question of a lesson as somebody answered it.</summary>
/// <param name="Ask">The question.</param>
/// <param name="Kind">What kind it is of.</param>
/// <param name="Answer">What was predicted; <c>null</c> where nothing was.</param>
/// <param name="Actual">What really happened; <c>null</c> where the run did not answer the question.</param>
public sealed record HandedAnswer(string Ask, string Kind, string? Answer, string? Actual)
{
    /// <summary>What the file says that happened, where a run of this machine has shown something else; otherwise <c>null</c>.</summary>
    public string? Claimed { get; init; }

    /// <summary>Whether the prediction came true. The file's own word for that is not asked.</summary>
    public bool? Correct => Answer is null || Actual is null ? null : Answer == Actual;
}

/// <summary>A lesson that somebody played and handed in.</summary>
/// <param name="Student">Who.</param>
/// <param name="Lesson">The lesson's id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Origin">Where it stands: file and line.</param>
/// <param name="Answers">Its questions, in order.</param>
public sealed record HandIn(string Student, string Lesson, string Title, string Origin, ImmutableArray<HandedAnswer> Answers)
{
    /// <summary>How many predictions came true.</summary>
    public int Right => Answers.Count(answer => answer.Correct == true);
}
