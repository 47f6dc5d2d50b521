using Sandbox.Core.History;
using Sandbox.Core.Lessons;

namespace Sandbox.Core.Kernel.Files;

/// <summary>
/// A learner's progress: an append-only file of JSON lines beside the history, written in the same way. Lines that are none, such as a
/// last one that was torn off, are passed over.
/// </summary>
/// <param name="path">The file.</param>
public sealed class ProgressFile(string path)
{
    // A line has some hundred bytes: what is older than this was done thirty thousand answers ago.
    private const int MostRead = 4 << 20;

    private readonly string _folder = Path.GetDirectoryName(path)!, _name = Path.GetFileName(path);

    /// <summary>Where progress is kept, beside the history; <c>null</c> where there is no home.</summary>
    public static string? Place(IReadOnlyDictionary<string, string> environment) =>
        HistoryPlace.Of(environment) is { } history ? Path.Combine(Path.GetDirectoryName(history)!, "progress.jsonl") : null;

    /// <summary>Adds a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="when">When it is written.</param>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Append(ProgressLine line, DateTimeOffset when)
    {
        using OwnFolder folder = OwnFolder.Make(_folder);
        using AppendFile file = AppendFile.Open(folder, _name);
        ReadOnlySpan<byte> bytes = line.Write(when);
        // A line that was torn off must not swallow this one.
        file.Write(file.Length > 0 && file.LastByte != (byte)'\n' ? [(byte)'\n', .. bytes] : bytes);
    }

    /// <summary>What was done; nothing where there is no file or it cannot be read.</summary>
    public LessonProgress Read()
    {
        LessonProgress progress = LessonProgress.None;
        for (ReadOnlySpan<byte> rest = Bytes(); rest.Length > 0;)
        {
            int end = rest.IndexOf((byte)'\n');
            if (ProgressLine.Read(end < 0 ? rest : rest[..end]) is { } line)
                progress = line.After(progress);
            rest = end < 0 ? [] : rest[(end + 1)..];
        }
        return progress;
    }

    private byte[] Bytes()
    {
        try
        {
            using OwnFolder? folder = OwnFolder.Find(_folder);
            if (folder?.Has(_name) == true)
            {
                using AppendFile file = AppendFile.OpenToRead(folder, _name);
                return file.ReadEnd(MostRead);
            }
        }
        catch (IOException)
        {
            // Without it lessons are shown as new, and nothing else is different.
        }
        return [];
    }
}
