namespace Sandbox.Core.Grades;

/// <summary>One question of a lesson as somebody answered it.</summary>
/// <param name="ask">The question.</param>
/// <param name="kind">What kind it is of.</param>
/// <param name="answer">What was predicted; <c>null</c> where nothing was.</param>
/// <param name="actual">What really happened, as the file says; <c>null</c> where the run did not answer the question.</param>
public sealed class HandedAnswer(string ask, string kind, string? answer, string? actual)
{
    private string? _happened;

    /// <summary>The question.</summary>
    public string Ask => ask;

    /// <summary>What kind it is of.</summary>
    public string Kind => kind;

    /// <summary>What was predicted; <c>null</c> where nothing was.</summary>
    public string? Answer => answer;

    /// <summary>What really happened: as the file says, or as a run of this machine has shown.</summary>
    public string? Actual => Differs ? _happened : actual;

    /// <summary>Whether a run of this machine has shown something else than the file says.</summary>
    public bool Differs { get; private set; }

    /// <summary>What the file says that happened, where that is something else; otherwise <c>null</c>.</summary>
    public string? Claimed => Differs ? actual : null;

    /// <summary>Whether the prediction came true. The file's own word for that is not asked.</summary>
    public bool? Correct => Answer is null || Actual is null ? null : Answer == Actual;

    /// <summary>A run of this machine has shown what happens.</summary>
    public void Happened(string? what) => (_happened, Differs) = (what, what != actual);
}

/// <summary>A lesson that somebody played and handed in.</summary>
/// <param name="student">Who.</param>
/// <param name="lesson">The lesson's id.</param>
/// <param name="title">Its title.</param>
/// <param name="origin">Where it stands: file, line and column.</param>
/// <param name="answers">Its questions, in order.</param>
public sealed class HandIn(string student, string lesson, string title, string origin, HandedAnswer[] answers)
{
    /// <summary>Who.</summary>
    public string Student => student;

    /// <summary>The lesson's id.</summary>
    public string Lesson => lesson;

    /// <summary>Its title.</summary>
    public string Title => title;

    /// <summary>Where it stands.</summary>
    public string Origin => origin;

    /// <summary>Its questions, in order.</summary>
    public HandedAnswer[] Answers => answers;

    /// <summary>How many predictions came true.</summary>
    public int Right
    {
        get
        {
            int right = 0;
            foreach (HandedAnswer answer in answers)
                right += answer.Correct == true ? 1 : 0;
            return right;
        }
    }
}
