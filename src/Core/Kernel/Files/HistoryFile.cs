using System.Collections.Immutable;
using Sandbox.Core.History;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Files;

/// <summary>What was read of the history.</summary>
/// <param name="Entries">The runs, oldest first.</param>
/// <param name="Problems">The first of the lines and files that were passed over, and why.</param>
/// <param name="PassedOver">How many lines were passed over in all.</param>
public sealed record HistoryReading(ImmutableArray<HistoryEntry> Entries, ImmutableArray<SpecProblem> Problems, int PassedOver)
{
    /// <summary>Of how many lines it is said what is wrong with them.</summary>
    public const int MostProblems = 20;
}

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

    /// <summary>How often a line is added anew whose file went as it was written.</summary>
    private const int MostTries = 100;

    /// <summary>Sandboxes that have a file open when it gets full still add to it: it may have become somewhat larger.</summary>
    private long MostRead => 2 * largest;

    /// <summary>While one sandbox makes room, which may take its time, the others go on adding to the file that is full.</summary>
    private const long MostCounted = 1L << 30;

    private readonly string _folder = Path.GetDirectoryName(path)!;
    private readonly string _current = Path.GetFileName(path), _older = Path.GetFileName(Path.ChangeExtension(path, ".1.jsonl"));

    /// <summary>The file that lines are added to.</summary>
    public string Current => path;

    /// <summary>The file before it, which is replaced when the current one is full.</summary>
    public string Older => Path.Combine(_folder, _older);

    /// <summary>Adds a run.</summary>
    /// <returns>How many of the oldest runs had to go to make room: 0 nearly always.</returns>
    /// <exception cref="IOException">It could not be written; what is there is as it was, but perhaps for half a line.</exception>
    public int Append(HistoryEntry entry)
    {
        byte[] line = HistoryLine.Write(entry);
        if (line.Length > largest)
            throw new IOException($"{path}: this run takes {line.Length:#,0} bytes there, and it holds at most {largest:#,0}");
        int dropped = 0;
        using OwnFolder folder = OwnFolder.Make(_folder);
        using (AppendFile file = AppendFile.Open(folder, _current))
        {
            if (file.Length > 0 && file.Length + line.Length > largest && file.TryLock())
                dropped = Rotate(folder, file);
            else if (Write(file, line))
                return 0;
        }
        for (int tries = 0; tries < MostTries; tries++)
        {
            using AppendFile file = AppendFile.Open(folder, _current);
            if (Write(file, line))
                return dropped;
        }
        throw new IOException($"{path}: others fill it faster than this run can be added");
    }

    /// <summary>Reads what there is, of each file no more than it can have; a history that does not exist is empty.</summary>
    public HistoryReading Read()
    {
        Reader reader = new();
        try
        {
            using OwnFolder? folder = OwnFolder.Find(_folder);
            foreach (string name in folder is null ? [] : new[] { _older, _current })
                Read(folder!, name, reader);
        }
        catch (FileRefusedException refused)
        {
            reader.Problem(refused.Path, refused.Words("read"));
        }
        return reader.Reading;
    }

    private void Read(OwnFolder folder, string name, Reader reader)
    {
        string file = folder.At(name);
        try
        {
            if (!folder.Has(name))
                return;
            using AppendFile opened = AppendFile.OpenToRead(folder, name);
            long length = opened.Length;
            if (length > MostRead)
                reader.Problem(file, $"has {length:#,0} bytes; only the last {MostRead:#,0} are read");
            reader.Take(file, opened.ReadEnd(MostRead), isWhole: length <= MostRead);
        }
        catch (FileRefusedException refused)
        {
            reader.Problem(file, refused.Words("read"));
        }
        catch (IOException refused)
        {
            reader.Problem(file, $"cannot be read: {refused.Message}");
        }
    }

    /// <returns>Whether the line can be read: not where others have filled two files since this one was opened, and it has gone with its last name.</returns>
    private static bool Write(AppendFile file, byte[] line)
    {
        // A line that a crash or a full disk has torn off: it must not swallow this one.
        bool torn = file.Length > 0 && file.LastByte != (byte)'\n';
        file.Write(torn ? [(byte)'\n', .. line] : line);
        return !file.IsGone;
    }

    /// <summary>Under the lock of the file, which another sandbox may have moved away just before.</summary>
    private int Rotate(OwnFolder folder, AppendFile locked)
    {
        if (!locked.HasItsName())
            return 0;
        using AppendFile? older = OlderOf(folder);
        // Who has the file open still adds to it, under its new name.
        folder.Rename(_current, _older);
        // Counted when it has gone: until then somebody may have added to it, who takes it for kept.
        return older?.CountLines(MostCounted) ?? 0;
    }

    /// <summary>The file before this one; <c>null</c> where it is not there, or is none: then it is in the way of no one.</summary>
    private AppendFile? OlderOf(OwnFolder folder)
    {
        try
        {
            return folder.Has(_older) ? AppendFile.OpenToRead(folder, _older) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Takes lines, and counts what is none.</summary>
    private sealed class Reader
    {
        private readonly ImmutableArray<HistoryEntry>.Builder _entries = ImmutableArray.CreateBuilder<HistoryEntry>();
        private readonly ImmutableArray<SpecProblem>.Builder _problems = ImmutableArray.CreateBuilder<SpecProblem>();
        private int _passedOver;

        public HistoryReading Reading => new(_entries.ToImmutable(), _problems.ToImmutable(), _passedOver);

        public void Problem(string origin, string message)
        {
            if (_problems.Count < HistoryReading.MostProblems)
                _problems.Add(new SpecProblem(origin, message));
        }

        /// <param name="file">Where the lines are from.</param>
        /// <param name="bytes">The lines.</param>
        /// <param name="isWhole">Whether these are all that the file has. If not, nobody knows the number of a line, and the first is none.</param>
        public void Take(string file, ReadOnlySpan<byte> bytes, bool isWhole)
        {
            if (!isWhole)
                bytes = bytes[(bytes.IndexOf((byte)'\n') + 1)..];
            for (int number = 1; bytes.Length > 0; number++)
            {
                int end = bytes.IndexOf((byte)'\n');
                ReadOnlySpan<byte> line = end < 0 ? bytes : bytes[..end];
                bytes = end < 0 ? [] : bytes[(end + 1)..];
                if (line.IsEmpty)
                    continue;
                if (HistoryLine.Read(line, out string? problem) is { } entry)
                {
                    _entries.Add(entry);
                    continue;
                }
                _passedOver++;
                Problem(isWhole ? $"{file}:{number}" : file, end < 0 ? "the last line is torn off; it is passed over" : $"{(isWhole ? "" : "a line of it: ")}{problem}; it is passed over");
            }
        }
    }
}
