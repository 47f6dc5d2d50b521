using System.Collections.Immutable;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.App;

/// <summary>Where in a lesson somebody is.</summary>
internal enum LessonStage
{
    /// <summary>In the list of all lessons.</summary>
    List,

    /// <summary>Reading the text.</summary>
    Read,

    /// <summary>Before a run: a question.</summary>
    Predict,

    /// <summary>All questions of a run are answered; it is run next, or under way.</summary>
    Observe,

    /// <summary>After a run.</summary>
    Explain,

    /// <summary>At the end: the score, and where to go on.</summary>
    End,
}

/// <summary>Questions that were missed are asked again, of all lessons, one run after the other.</summary>
/// <param name="Questions">The marks of the questions that are asked, of all runs.</param>
/// <param name="Right">How many of those before this run were answered rightly.</param>
/// <param name="Asked">How many came before it.</param>
internal sealed record MissedReview(string[] Questions, int Right, int Asked)
{
    /// <summary>Whether a question is asked.</summary>
    public bool Asks(Prediction question) => Questions.Contains(question.Mark);

    /// <summary>How many questions of a run are asked.</summary>
    public int CountIn(LessonStep step)
    {
        int count = 0;
        foreach (Prediction question in step.Predictions)
            count += Asks(question) ? 1 : 0;
        return count;
    }
}

/// <summary>The view of the lessons.</summary>
internal sealed record LessonsModel
{
    /// <summary>The lessons in order; <c>null</c> before they were read.</summary>
    public ImmutableArray<Lesson>? All { get; init; }

    /// <summary>What was done so far.</summary>
    public LessonProgress Progress { get; init; } = LessonProgress.None;

    /// <summary>What is wrong with some of them, or <c>null</c>.</summary>
    public string? Problem { get; init; }

    /// <summary>The lesson of the cursor, and the one that is open.</summary>
    public int Selected { get; init; }

    public LessonStage Stage { get; init; }

    /// <summary>The open lesson's text.</summary>
    public ImmutableArray<TextBlock> Text { get; init; } = [];

    public int Step { get; init; }

    /// <summary>The text that the list is filtered by.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Whether that is being typed.</summary>
    public bool Typing { get; init; }

    /// <summary>Which of the choices is chosen, of a question or of what to go on with; -1 where none is yet.</summary>
    public int Cursor { get; init; } = -1;

    /// <summary>What was typed as an answer so far.</summary>
    public string Typed { get; init; } = "";

    /// <summary>The answers to this step's questions so far.</summary>
    public ImmutableArray<string?> Answers { get; init; } = [];

    /// <summary>What came of the steps since the lesson was begun, or taken up again.</summary>
    public ImmutableArray<StepOutcome> Outcomes { get; init; } = [];

    /// <summary>Where the lesson was taken up again; its beginning where it was not.</summary>
    public LessonPlace From { get; init; } = LessonPlace.Beginning;

    /// <summary>The missed questions that are asked now; <c>null</c> where a lesson is played.</summary>
    public MissedReview? Review { get; init; }

    /// <summary>The step's report, once it has been run.</summary>
    public RunReport? Report { get; init; }

    /// <summary>Whether the lesson's run is under way.</summary>
    public bool Waiting { get; init; }

    /// <summary>The lessons that the filter leaves, by their places in <see cref="All"/>.</summary>
    public List<int> Found
    {
        get
        {
            var found = new List<int>();
            for (int at = 0; All is { } all && at < all.Length; at++)
            {
                if (Filter.Length == 0 || $"{all[at].Title}\n{all[at].Id}\n{all[at].Summary}\n{all[at].Level}".Contains(Filter, StringComparison.OrdinalIgnoreCase))
                    found.Add(at);
            }
            return found;
        }
    }

    /// <summary>Whether an answer is to be typed now, not chosen.</summary>
    public bool AnswerIsTyped => Question is not null && Choices.IsEmpty;

    /// <summary>The open lesson, or the one of the cursor; <c>null</c> where there are none.</summary>
    public Lesson? Current => All is { IsEmpty: false } all ? all[Math.Clamp(Selected, 0, all.Length - 1)] : null;

    public LessonStep? CurrentStep => Current is { } lesson && Step < lesson.Steps.Length ? lesson.Steps[Step] : null;

    /// <summary>The question that is asked now; <c>null</c> elsewhere.</summary>
    public Prediction? Question =>
        Stage == LessonStage.Predict && CurrentStep is { } step && Answers.Length < step.Predictions.Length ? step.Predictions[Answers.Length] : null;

    /// <summary>What can be chosen: the choices of a question, the verdicts, at the end what to go on with. Empty where an answer is typed.</summary>
    public ImmutableArray<string> Choices => (Stage, Question) switch
    {
        (LessonStage.End, _) => Ways,
        (_, Prediction.OfChoice { Choices: var choices }) => [.. choices.Select(choice => choice.Text)],
        (_, Prediction.OfVerdict) => [.. Core.Lessons.Answers.VerdictWords],
        _ => [],
    };

    public int Right => From.Right + Outcomes.Sum(outcome => outcome.Questions.Count(question => question.Correct == true));

    /// <summary>Where in the open lesson this is.</summary>
    public LessonPlace Place => Stage == LessonStage.Explain
        ? new LessonPlace(Step + 1, Right, [])
        : new LessonPlace(Step, Right, [.. Answers.OfType<string>()]);

    public int Asked => Current?.Predictions.Count() ?? 0;

    public bool HasNext => All is { } all && Selected + 1 < all.Length;

    private ImmutableArray<string> Ways => Current is not { } lesson ? [] :
    [
        .. HasNext ? [$"the next lesson: {All!.Value[Selected + 1].Title}"] : (string[])[],
        "back to the list of lessons",
        .. lesson.FollowUps.Select(follow => $"try it: {follow.Title}"),
    ];
}
