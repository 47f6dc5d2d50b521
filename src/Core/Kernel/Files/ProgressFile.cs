using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sandbox.Core.History;
using Sandbox.Core.Lessons;

namespace Sandbox.Core.Kernel.Files;

/// <summary>A lesson that was played to its end.</summary>
/// <param name="When">When.</param>
/// <param name="Lesson">The lesson's id; <c>scenario</c> in the file.</param>
/// <param name="Right">How many predictions came true.</param>
/// <param name="Of">How many there were.</param>
public sealed record ProgressEntry(DateTimeOffset When, [property: JsonPropertyName("scenario")] string Lesson, int Right, int Of);

/// <summary>
/// A learner's progress: an append-only file of JSON lines beside the history, written in the same way. Lines that are none, such as a
/// last one that was torn off, are passed over.
/// </summary>
/// <param name="path">The file.</param>
public sealed class ProgressFile(string path)
{
    // A line has some hundred bytes: what is older than this was taken again since, or ten thousand lessons ago.
    private const int MostRead = 4 << 20;

    private readonly string _folder = Path.GetDirectoryName(path)!, _name = Path.GetFileName(path);

    /// <summary>Where progress is kept, beside the history; <c>null</c> where there is no home.</summary>
    public static string? Place(IReadOnlyDictionary<string, string> environment) =>
        HistoryPlace.Of(environment) is { } history ? Path.Combine(Path.GetDirectoryName(history)!, "progress.jsonl") : null;

    /// <summary>Adds a lesson.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Append(ProgressEntry entry)
    {
        ArrayBufferWriter<byte> line = new();
        using OwnFolder folder = OwnFolder.Make(_folder);
        using AppendFile file = AppendFile.Open(folder, _name);
        // A line that was torn off must not swallow this one.
        if (file.Length > 0 && file.LastByte != (byte)'\n')
            line.Write("\n"u8);
        using (Utf8JsonWriter writer = new(line))
            JsonSerializer.Serialize(writer, entry, ProgressJsonContext.Default.ProgressEntry);
        line.Write("\n"u8);
        file.Write(line.WrittenSpan);
    }

    /// <summary>The best that was done in each lesson; nothing where there is no file or it cannot be read.</summary>
    public ImmutableDictionary<string, ProgressEntry> Best()
    {
        var best = ImmutableDictionary.CreateBuilder<string, ProgressEntry>();
        foreach (ProgressEntry entry in Entries())
        {
            if (!best.TryGetValue(entry.Lesson, out ProgressEntry? before) || entry.Right >= before.Right)
                best[entry.Lesson] = entry;
        }
        return best.ToImmutable();
    }

    private List<ProgressEntry> Entries()
    {
        List<ProgressEntry> entries = [];
        byte[] bytes = [];
        try
        {
            using OwnFolder? folder = OwnFolder.Find(_folder);
            if (folder?.Has(_name) == true)
            {
                using AppendFile file = AppendFile.OpenToRead(folder, _name);
                bytes = file.ReadEnd(MostRead);
            }
        }
        catch (IOException)
        {
            // Without it lessons are shown as new, and nothing else is different.
        }
        for (ReadOnlySpan<byte> rest = bytes; rest.Length > 0;)
        {
            int end = rest.IndexOf((byte)'\n');
            if (Read(end < 0 ? rest : rest[..end]) is { } entry)
                entries.Add(entry);
            rest = end < 0 ? [] : rest[(end + 1)..];
        }
        return entries;
    }

    private static ProgressEntry? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            ProgressEntry? entry = line.IsEmpty ? null : JsonSerializer.Deserialize(line, ProgressJsonContext.Default.ProgressEntry);
            return entry is { Lesson: { } id, Right: >= 0 } && Lesson.IsId(id) && entry.Right <= entry.Of ? entry : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProgressEntry))]
internal sealed partial class ProgressJsonContext : JsonSerializerContext;
