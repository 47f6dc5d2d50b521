using System.Text;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Text;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Demos;

/// <summary>A demo script as it lies on the disk.</summary>
/// <param name="Path">How messages name it.</param>
/// <param name="Bytes">What is in it; no more than shows that it is too long.</param>
internal sealed record DemoFile(string Path, byte[] Bytes);

/// <summary>The demo scripts of the lessons: <c>ID/demo.txt</c> beside a lesson, or in the course that it is in.</summary>
internal static class DemoLibrary
{
    /// <summary>What the script of a lesson is called.</summary>
    public const string FileName = "demo.txt";

    /// <summary>The script of a lesson.</summary>
    /// <param name="folders">The folders of lessons, and courses; where two have such a lesson, the first counts.</param>
    /// <param name="id">The lesson.</param>
    /// <exception cref="UsageException">There is none.</exception>
    /// <exception cref="FileRefusedException">It cannot be read, or is no regular file.</exception>
    public static DemoFile Find(IReadOnlyList<LessonsFolder> folders, string id)
    {
        List<string> ids = [];
        foreach (LessonsFolder folder in folders)
        {
            string[] here = IdsIn(folder);
            if (here.Contains(id))
                return Read(Path.Combine(folder.Path, id, FileName), folder.IsOwn);
            ids.AddRange(here);
            foreach (string path in LessonLibrary.CoursesIn(folder, []))
            {
                if (CourseFile.Read(path).Course is not { } course)
                    continue;
                if (course.Demos.TryGetValue(id, out string? script))
                    return new DemoFile($"{Quoted.Bare(path)}, demo of {id}", Encoding.UTF8.GetBytes(script));
                ids.AddRange(course.Demos.Keys);
            }
        }
        throw new UsageException(ids.Count > 0
            ? UnknownWord.Message("demo", id, ids, "sandbox scenario list")
            : $"there is no lesson with a demo in {string.Join(" or ", folders.Select(folder => Quoted.Of(folder.Path)))}");
    }

    /// <summary>A script that lies somewhere.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isOwn">Whether it comes with the program, or was named by who records: then it may be a link too.</param>
    /// <exception cref="FileRefusedException">It cannot be read, or is no regular file.</exception>
    public static DemoFile Read(string path, bool isOwn) =>
        new(Quoted.Bare(path), isOwn ? SmallFile.Read(path, DemoReader.MostBytes) : SmallFile.ReadUnlinked(path, DemoReader.MostBytes));

    private static string[] IdsIn(LessonsFolder folder)
    {
        if (CourseFile.IsNamed(folder.Path))
            return [];
        if (!folder.IsOwn && !folder.MayBeMissing && !Directory.Exists(folder.Path))
            throw new UsageException($"{folder.Origin}: there is no folder {Quoted.Of(folder.Path)}");
        return Directory.Exists(folder.Path)
            ? [.. Directory.GetDirectories(folder.Path)
                .Where(lesson => (folder.IsOwn || !SmallFile.IsLink(lesson)) && File.Exists(Path.Combine(lesson, FileName)))
                .Select(lesson => Path.GetFileName(lesson)).Order(StringComparer.Ordinal)]
            : [];
    }
}
