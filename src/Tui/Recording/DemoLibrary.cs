using Sandbox.Core.Text;
using Sandbox.Tui.Commands;

namespace Sandbox.Tui.Recording;

/// <summary>The demo scripts that come with the lessons: <c>scenarios/ID/demo.txt</c>.</summary>
internal static class DemoLibrary
{
    private const string FileName = "demo.txt";
    private const int MostBytes = 64 * 1024;

    /// <summary>The script of a lesson.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static string Find(string programFolder, string id)
    {
        string folder = Path.Combine(programFolder, "scenarios");
        string[] ids = Directory.Exists(folder)
            ? [.. Directory.GetDirectories(folder).Where(lesson => File.Exists(Path.Combine(lesson, FileName))).Select(lesson => Path.GetFileName(lesson)).Order(StringComparer.Ordinal)]
            : [];
        return ids.Contains(id)
            ? Path.Combine(folder, id, FileName)
            : throw new UsageException(ids.Length > 0 ? UnknownWord.Message("demo", id, ids) : $"there is no lesson with a demo in {Quoted.Of(folder)}");
    }

    /// <summary>A script's bytes; no more of them than show that it is too long.</summary>
    public static byte[] Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] bytes = new byte[MostBytes + 1];
        return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }
}
