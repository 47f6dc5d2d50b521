using System.Collections.Immutable;
using Sandbox.Core.Checking;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Lessons;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Commands.Checking;

/// <summary>Where tasks lie: in a folder of the program's own, and wherever somebody says.</summary>
internal static class TaskFolder
{
    private const string Own = "tasks", JsonName = "task.json";

    /// <summary>The program's own tasks.</summary>
    /// <exception cref="UsageException">One of them cannot be read.</exception>
    public static ImmutableArray<CheckTask> All(CommandContext context) => [.. Folders(context).Select(folder => Read(folder, isOwn: true))];

    /// <summary>The task with an id, or in a folder.</summary>
    /// <param name="context">Where the program's own tasks lie.</param>
    /// <param name="name">The id; a path where it has a slash.</param>
    /// <exception cref="UsageException">There is none, or it is wrong.</exception>
    public static CheckTask Find(CommandContext context, string name)
    {
        if (name.Contains('/', StringComparison.Ordinal))
            return Read(Path.GetFileName(name) == JsonName ? Path.GetDirectoryName(name)! : name, isOwn: false);
        string[] folders = Folders(context), ids = [.. folders.Select(folder => Path.GetFileName(folder))];
        return folders.FirstOrDefault(folder => Path.GetFileName(folder) == name) is { } found
            ? Read(found, isOwn: true)
            : throw new UsageException([UnknownWord.Message("task", name, ids, "sandbox check --list")]);
    }

    private static string[] Folders(CommandContext context)
    {
        string own = Path.Combine(context.ProgramFolder, Own);
        return !Directory.Exists(own) ? [] : [.. Directory.EnumerateDirectories(own).Where(folder => File.Exists(Path.Combine(folder, JsonName))).Order(StringComparer.Ordinal)];
    }

    private static CheckTask Read(string folder, bool isOwn)
    {
        string broken = Path.Combine(folder, CheckTask.BrokenName);
        LessonFile file = FileOf(Path.Combine(folder, JsonName), isOwn);
        LessonFile? program = IsThere(broken) ? FileOf(broken, isOwn) : null;
        TaskReading reading = TaskReader.Read(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), file, program);
        return reading.Task ?? throw new UsageException(reading.Problems);
    }

    private static LessonFile FileOf(string path, bool isOwn)
    {
        string shown = Quoted.Bare(path);
        try
        {
            return new LessonFile(shown, isOwn ? SmallFile.Read(path, LessonCaps.FileBytes) : SmallFile.ReadUnlinked(path, LessonCaps.FileBytes));
        }
        catch (FileRefusedException refused)
        {
            throw new UsageException([IsThere(path) ? $"{shown} {Quoted.Bare(refused.Words("read"))}" : $"{shown}: there is no such file; a task is a folder with {JsonName}"]);
        }
    }

    private static bool IsThere(string path) => Path.Exists(path) || SmallFile.IsLink(path);
}
