using System.Collections.Immutable;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Lessons;

/// <summary>A statement of an explanation, and what in the report proves it.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Proof">The condition that must hold; <c>null</c> where it is no claim about the run.</param>
/// <param name="Origin">Where it stands in its file, for messages.</param>
public sealed record Claim(string Text, Condition? Proof, string Origin);

/// <summary>One run of a lesson: what is predicted before, what is explained afterwards.</summary>
/// <param name="Intro">What is said before the questions; empty where nothing is.</param>
/// <param name="Spec">What is run.</param>
/// <param name="Predictions">The questions.</param>
/// <param name="Explanation">What is said once it has been run.</param>
public sealed record LessonStep(
    string Intro, RunSpec Spec, ImmutableArray<Prediction> Predictions, ImmutableArray<Claim> Explanation);

/// <summary>A run to go on with.</summary>
/// <param name="Title">What there is to see.</param>
/// <param name="Spec">What is run.</param>
public sealed record FollowUp(string Title, RunSpec Spec);

/// <summary>A lesson: a text, runs, questions that are answered before each run, and explanations.</summary>
/// <param name="Id">Its name: that of its folder.</param>
/// <param name="Title">Its title.</param>
/// <param name="Summary">What it is about, in one line.</param>
/// <param name="Level">One of <see cref="Levels"/>.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Place">Where it stands in the path of lessons; those without a place come last.</param>
/// <param name="Text">The lesson's text, Markdown.</param>
/// <param name="Steps">The runs, one at least.</param>
/// <param name="FollowUps">Runs to go on with.</param>
public sealed record Lesson(
    string Id,
    string Title,
    string Summary,
    string Level,
    int Minutes,
    int? Place,
    string Text,
    ImmutableArray<LessonStep> Steps,
    ImmutableArray<FollowUp> FollowUps)
{
    /// <summary>The levels there are.</summary>
    public static ImmutableArray<string> Levels { get; } = ["beginner", "intermediate", "advanced"];

    /// <summary>The path of lessons that it belongs to, as <see cref="LessonPaths"/> names them or in a teacher's own word; <c>null</c> where to none.</summary>
    public string? Path { get; init; }

    /// <summary>The title of the course file that it came in; <c>null</c> where it has a folder of its own.</summary>
    public string? Course { get; init; }

    /// <summary>The exercise of a course that it answers; <c>null</c> where it answers none.</summary>
    public string? Exercise { get; init; }

    /// <summary>What a teacher should know of it, and a learner is not told before; <c>null</c> where there is nothing.</summary>
    public string? Teacher { get; init; }

    /// <summary>Every question, in order.</summary>
    public IEnumerable<Prediction> Predictions => Steps.SelectMany(step => step.Predictions);

    /// <summary>Whether a text can be the name of a lesson, and of its folder: small letters, digits and dashes, at most 40.</summary>
    public static bool IsId(string text) =>
        text.Length is > 0 and <= 40 && char.IsAsciiLetterOrDigit(text[0])
        && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
