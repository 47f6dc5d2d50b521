using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Text;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Demos;

/// <summary>The demo scripts that lie beside the lessons: <c>ID/demo.txt</c>.</summary>
internal static class DemoLibrary
{
    private const string FileName = "demo.txt";

    /// <summary>The script of a lesson.</summary>
    /// <param name="folders">The folders of lessons; where two have such a lesson, the first counts.</param>
    /// <param name="id">The lesson.</param>
    /// <returns>The path, and whether its folder is the program's own.</returns>
    /// <exception cref="UsageException">There is none.</exception>
    public static (string Path, bool IsOwn) Find(IReadOnlyList<LessonsFolder> folders, string id)
    {
        List<string> ids = [];
        foreach (LessonsFolder folder in folders)
        {
            string[] here = IdsIn(folder);
            if (here.Contains(id))
                return (Path.Combine(folder.Path, id, FileName), folder.IsOwn);
            ids.AddRange(here);
        }
        throw new UsageException(ids.Count > 0
            ? UnknownWord.Message("demo", id, ids, "sandbox scenario list")
            : $"there is no lesson with a demo in {string.Join(" or ", folders.Select(folder => Quoted.Of(folder.Path)))}");
    }

    /// <summary>A script's bytes; no more of them than show that it is too long.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isOwn">Whether it comes with the program, or was named by who records: then it may be a link too.</param>
    /// <exception cref="IOException">It cannot be read, or is no regular file.</exception>
    public static byte[] Read(string path, bool isOwn) => isOwn ? SmallFile.Read(path, DemoReader.MostBytes) : SmallFile.ReadUnlinked(path, DemoReader.MostBytes);

    private static string[] IdsIn(LessonsFolder folder)
    {
        if (!folder.IsOwn && !Directory.Exists(folder.Path))
            throw new UsageException($"{folder.Origin}: there is no folder {Quoted.Of(folder.Path)}");
        return Directory.Exists(folder.Path)
            ? [.. Directory.GetDirectories(folder.Path)
                .Where(lesson => (folder.IsOwn || !SmallFile.IsLink(lesson)) && File.Exists(Path.Combine(lesson, FileName)))
                .Select(lesson => Path.GetFileName(lesson)).Order(StringComparer.Ordinal)]
            : [];
    }
}
