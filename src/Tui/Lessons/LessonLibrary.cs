using System.Collections.Immutable;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Lessons;

/// <summary>A folder of lessons and courses, or one course.</summary>
/// <param name="Path">The folder, or the course's file.</param>
/// <param name="Origin">Who names it, for messages.</param>
/// <param name="IsOwn">Whether it is the program's own.</param>
/// <param name="MayBeMissing">Whether nothing is said where it is not there.</param>
internal sealed record LessonsFolder(string Path, string Origin, bool IsOwn = false, bool MayBeMissing = false);

/// <summary>Every lesson that there is: the program's own, then those of teachers' folders.</summary>
/// <param name="Lessons">Those that can be played, in the order of the path of lessons, folder by folder.</param>
/// <param name="Broken">The folders' names of those that cannot.</param>
/// <param name="Problems">What is wrong with them and with the folders.</param>
internal sealed record LessonLibrary(ImmutableArray<Lesson> Lessons, ImmutableArray<string> Broken, ImmutableArray<SpecProblem> Problems)
{
    /// <summary>How many of a folder's scenarios are read.</summary>
    public const int MostInFolder = 1000;

    /// <summary>How many of a folder's courses are read.</summary>
    public const int MostCourses = 50;

    private const string Own = "scenarios";

    /// <summary>The program's own folder.</summary>
    /// <param name="programFolder">The folder that the program lies in.</param>
    public static LessonsFolder OwnFolder(string programFolder) => new(Path.Combine(programFolder, Own), "the program's own lessons", IsOwn: true);

    /// <summary>The folder of the courses that are there for all users of the machine.</summary>
    /// <param name="machineFolder">The folder of the machine's own settings.</param>
    public static LessonsFolder CoursesOf(string machineFolder) => new(Path.Combine(machineFolder, "courses"), "the courses of this machine", MayBeMissing: true);

    /// <summary>Reads the lessons of some folders.</summary>
    public static LessonLibrary Read(IEnumerable<LessonsFolder> folders)
    {
        var lessons = ImmutableArray.CreateBuilder<Lesson>();
        List<string> broken = [];
        List<SpecProblem> problems = [];
        HashSet<string> ids = [];
        foreach (LessonsFolder folder in folders)
        {
            List<Lesson> here = [];
            foreach (string path in FoldersIn(folder, problems))
            {
                LessonReading reading = LessonFolder.Read(path, folder.IsOwn);
                problems.AddRange(reading.Problems);
                if (reading.Lesson is { } lesson)
                    Take(lesson, path, here);
                else
                    broken.Add(Path.GetFileName(path));
            }
            lessons.AddRange(LessonPaths.InOrder(here));
            foreach (string path in CoursesIn(folder, problems))
            {
                List<Lesson> taught = [];
                CourseReading reading = CourseFile.Read(path);
                problems.AddRange(reading.Problems);
                broken.AddRange(reading.Broken);
                foreach (Lesson lesson in reading.Course?.Lessons ?? [])
                    Take(lesson, path, taught);
                lessons.AddRange(LessonPaths.InOrder(taught));
            }
        }
        return new LessonLibrary(lessons.ToImmutable(), [.. broken], [.. problems]);

        void Take(Lesson lesson, string path, List<Lesson> into)
        {
            if (ids.Add(lesson.Id))
                into.Add(lesson);
            else
                problems.Add(new SpecProblem(Quoted.Bare(path), $"there is a scenario {lesson.Id} already; give this one another name"));
        }
    }

    /// <summary>The course that this is, or those in the folder.</summary>
    public static string[] CoursesIn(LessonsFolder folder, List<SpecProblem> problems)
    {
        if (CourseFile.IsNamed(folder.Path))
            return [folder.Path];
        if (folder.IsOwn || !Directory.Exists(folder.Path))
            return [];
        string[] found = [.. CourseFile.In(folder.Path, MostCourses + 1)];
        if (found.Length > MostCourses)
            problems.Add(new SpecProblem(folder.Origin, $"{Quoted.Of(folder.Path)} has more than {MostCourses} courses; the others are passed over"));
        return found.Length > MostCourses ? found[..MostCourses] : found;
    }

    private static string[] FoldersIn(LessonsFolder folder, List<SpecProblem> problems)
    {
        if (CourseFile.IsNamed(folder.Path) || folder.MayBeMissing && !Directory.Exists(folder.Path))
            return [];
        try
        {
            string[] found = [.. Directory.EnumerateDirectories(folder.Path).Take(MostInFolder + 1).Order(StringComparer.Ordinal)];
            if (found.Length > MostInFolder)
                problems.Add(new SpecProblem(folder.Origin, $"{Quoted.Of(folder.Path)} has more than {MostInFolder:#,0} folders; the others are passed over"));
            string[] lessons = [.. found.Take(MostInFolder).Where(path => File.Exists(Path.Combine(path, LessonFolder.JsonName)) || File.Exists(Path.Combine(path, LessonFolder.TextName)))];
            if (folder.IsOwn)
                return lessons;
            foreach (string link in lessons.Where(SmallFile.IsLink))
                problems.Add(new SpecProblem(Quoted.Bare(link), "is a link, and links are not followed; expected the folder itself"));
            return [.. lessons.Where(path => !SmallFile.IsLink(path))];
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add(new SpecProblem(folder.Origin, $"the folder {Quoted.Of(folder.Path)} cannot be read: {Quoted.Bare(refused.Message)}"));
            return [];
        }
    }
}
