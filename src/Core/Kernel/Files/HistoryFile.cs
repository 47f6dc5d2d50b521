using System.Collections.Immutable;
using Sandbox.Core.History;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Files;

/// <summary>What was read of the history.</summary>
/// <param name="Entries">The runs, oldest first.</param>
/// <param name="Problems">The lines and files that were passed over, and why.</param>
public sealed record HistoryReading(ImmutableArray<HistoryEntry> Entries, ImmutableArray<SpecProblem> Problems);

/// <summary>
/// The history: an append-only file of JSON lines, one a run, and the file before it. A line is written with one write(2) and
/// O_APPEND, so that any number of sandboxes may write at once; whoever reads passes over what is no run.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="largest">At how many bytes the file becomes the one before it, and a new one is begun.</param>
public sealed class HistoryFile(string path, long largest = HistoryFile.DefaultLargest)
{
    /// <summary>Some thousand runs of a few workers.</summary>
    public const long DefaultLargest = 16 << 20;

    private const int MostReadAtOnce = 1 << 30;

    /// <summary>The file that lines are added to.</summary>
    public string Current => path;

    /// <summary>The file before it, which is replaced when the current one is full.</summary>
    public string Older => Path.ChangeExtension(path, ".1.jsonl");

    /// <summary>Adds a run.</summary>
    /// <returns>How many of the oldest runs had to go to make room: 0 nearly always.</returns>
    /// <exception cref="IOException">It could not be written; what is there is as it was, but perhaps for half a line.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder could not be made.</exception>
    public int Append(HistoryEntry entry)
    {
        byte[] line = HistoryLine.Write(entry);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        int dropped = 0;
        using (AppendFile file = AppendFile.Open(path))
        {
            if (file.Length == 0 || file.Length + line.Length <= largest || !file.TryLock())
            {
                Write(file, line);
                return 0;
            }
            dropped = Rotate(file);
        }
        using (AppendFile file = AppendFile.Open(path))
            Write(file, line);
        return dropped;
    }

    /// <summary>Reads everything there is; a history that does not exist is empty.</summary>
    public HistoryReading Read()
    {
        var entries = ImmutableArray.CreateBuilder<HistoryEntry>();
        var problems = ImmutableArray.CreateBuilder<SpecProblem>();
        foreach (string file in new[] { Older, Current })
        {
            try
            {
                ReadLines(file, Load(file), entries, problems);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                problems.Add(new SpecProblem(file, $"cannot be read: {refused.Message}"));
            }
        }
        return new HistoryReading(entries.ToImmutable(), problems.ToImmutable());
    }

    private static void Write(AppendFile file, byte[] line)
    {
        // A line that a crash or a full disk has torn off: it must not swallow this one.
        bool torn = file.Length > 0 && file.LastByte != (byte)'\n';
        file.Write(torn ? [(byte)'\n', .. line] : line);
    }

    /// <summary>Under the lock of the file, which another sandbox may have moved away just before.</summary>
    private int Rotate(AppendFile locked)
    {
        if (!locked.IsAt(path))
            return 0;
        int dropped = Load(Older).AsSpan().Count((byte)'\n');
        // Who has the file open still adds to it, under its new name.
        File.Move(path, Older, overwrite: true);
        return dropped;
    }

    private static byte[] Load(string file)
    {
        if (!File.Exists(file))
            return [];
        using AppendFile opened = AppendFile.OpenToRead(file);
        return opened.Length <= MostReadAtOnce
            ? opened.ReadAll()
            : throw new IOException($"it has {opened.Length:#,0} bytes; at most {MostReadAtOnce:#,0} are read");
    }

    private static void ReadLines(
        string file, ReadOnlySpan<byte> bytes, ImmutableArray<HistoryEntry>.Builder entries, ImmutableArray<SpecProblem>.Builder problems)
    {
        for (int number = 1; bytes.Length > 0; number++)
        {
            int end = bytes.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? [] : bytes[(end + 1)..];
            if (line.IsEmpty)
                continue;
            if (HistoryLine.Read(line, out string? problem) is { } entry)
                entries.Add(entry);
            else
                problems.Add(new SpecProblem($"{file}:{number}", end < 0 ? "the last line is torn off; it is passed over" : $"{problem}; it is passed over"));
        }
    }
}
