using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Text;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Demos;

/// <summary>The demo scripts that come with the lessons: <c>scenarios/ID/demo.txt</c>.</summary>
internal static class DemoLibrary
{
    private const string FileName = "demo.txt";

    /// <summary>The script of a lesson.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static string Find(string programFolder, string id)
    {
        string folder = LessonLibrary.OwnFolder(programFolder).Path;
        string[] ids = Directory.Exists(folder)
            ? [.. Directory.GetDirectories(folder).Where(lesson => File.Exists(Path.Combine(lesson, FileName))).Select(lesson => Path.GetFileName(lesson)).Order(StringComparer.Ordinal)]
            : [];
        return ids.Contains(id)
            ? Path.Combine(folder, id, FileName)
            : throw new UsageException(ids.Length > 0 ? UnknownWord.Message("demo", id, ids, "sandbox scenario list") : $"there is no lesson with a demo in {Quoted.Of(folder)}");
    }

    /// <summary>A script's bytes; no more of them than show that it is too long.</summary>
    /// <exception cref="IOException">It cannot be read, or is no regular file.</exception>
    public static byte[] Read(string path) => SmallFile.Read(path, DemoReader.MostBytes);
}
