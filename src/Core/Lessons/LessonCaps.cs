namespace Sandbox.Core.Lessons;

/// <summary>The most that a lesson may ask for: it may come from anybody, and runs on a machine that others use too.</summary>
public static class LessonCaps
{
    /// <summary>Workers of a run.</summary>
    public const int Workers = 128;

    /// <summary>Elements of a run's array.</summary>
    public const long Length = 20_000_000;

    /// <summary>Seconds that each worker may be made to take.</summary>
    public const double Pace = 10;

    /// <summary>Seconds that all runs together may take.</summary>
    public const double Timeouts = 120;

    /// <summary>Bytes of a file.</summary>
    public const int FileBytes = 128 << 10;

    /// <summary>Bytes of a course.</summary>
    public const int CourseBytes = 2 << 20;

    /// <summary>Lessons of a course.</summary>
    public const int CourseLessons = 100;

    /// <summary>Lines of a text in a course.</summary>
    public const int CourseLines = 5_000;

    /// <summary>Characters of a title.</summary>
    public const int Title = 60;

    /// <summary>Characters of a summary.</summary>
    public const int Summary = 120;

    /// <summary>Characters of the name of a path.</summary>
    public const int Path = 24;

    /// <summary>Characters of any other text in it.</summary>
    public const int Text = 800;

    /// <summary>Minutes that it may take.</summary>
    public const int Minutes = 120;

    /// <summary>Runs, questions of a run, choices of a question, statements, conditions in a condition, runs to go on with.</summary>
    public const int Items = 12;
}
