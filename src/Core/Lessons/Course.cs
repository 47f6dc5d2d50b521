using System.Collections.Immutable;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Lessons;

/// <summary>A teacher's lessons in one file.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Lessons">Its lessons, in the order of the file.</param>
/// <param name="Demos">The demo scripts of those that have one, by id.</param>
public sealed record Course(string Title, ImmutableArray<Lesson> Lessons, ImmutableDictionary<string, string> Demos)
{
    /// <summary>What the name of such a file ends in.</summary>
    public const string Extension = ".course.json";

    /// <summary>The version of the format.</summary>
    public const int Version = 1;
}

/// <summary>A course, as far as it could be read.</summary>
/// <param name="Course">The course; <c>null</c> where the file is none. Lessons with a problem are not in it.</param>
/// <param name="Broken">The ids of those.</param>
/// <param name="Problems">Every problem, with file, line and column.</param>
public sealed record CourseReading(Course? Course, ImmutableArray<string> Broken, ImmutableArray<SpecProblem> Problems);
