using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Lessons;

/// <summary>A course on the disk.</summary>
internal static class CourseFile
{
    /// <summary>Whether a path is named as courses are.</summary>
    public static bool IsNamed(string path) => path.EndsWith(Course.Extension, StringComparison.Ordinal);

    /// <summary>Reads a course; nothing is started. Neither a link nor a file with a second name is read.</summary>
    public static CourseReading Read(string path)
    {
        string shown = Quoted.Bare(path);
        try
        {
            return CourseReader.Read(shown, SmallFile.ReadUnlinked(path, LessonCaps.CourseBytes));
        }
        catch (FileRefusedException refused)
        {
            return new CourseReading(null, [], [new SpecProblem(shown, Quoted.Bare(refused.Words("read")))]);
        }
    }

    /// <summary>The courses among the files of a folder, by name; at most <paramref name="most"/>.</summary>
    public static IEnumerable<string> In(string folder, int most) =>
        Directory.EnumerateFiles(folder, $"*{Course.Extension}").Take(most).Order(StringComparer.Ordinal);
}
