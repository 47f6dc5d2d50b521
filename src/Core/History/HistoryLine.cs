using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Core.History;

/// <summary>An entry as one line of JSON, and back.</summary>
public static class HistoryLine
{
    private const string Broken = "it is no whole JSON object of a run";

    // The first release's line of a run with one worker has a thousand.
    private const int Shortest = 100;

    // Words of a report; only the command grows, with the list of its faulty workers.
    private const int LongestText = 4096;
    private const int LongestIndex = 11;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line, with its line end.</summary>
    public static byte[] Write(HistoryEntry entry)
    {
        ArrayBufferWriter<byte> line = new();
        using (Utf8JsonWriter writer = new(line, Options))
            JsonSerializer.Serialize(writer, entry, HistoryWriter.Default.HistoryEntry);
        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }

    /// <summary>Reads a line that <see cref="Write"/> may have made, or anybody else.</summary>
    /// <param name="line">The line, without its line end.</param>
    /// <param name="problem">Why it is no entry; <c>null</c> where it is one.</param>
    public static HistoryEntry? Read(ReadOnlySpan<byte> line, out string? problem)
    {
        // Said without asking the library: a file of millions of such lines is read in no time.
        problem = line.Length < Shortest || line[0] != (byte)'{' ? Broken : null;
        if (problem is not null)
            return null;
        try
        {
            problem = HasOddText(line) ? "it has control characters, which the sandbox never writes" : null;
            HistoryEntry? entry = problem is null ? JsonSerializer.Deserialize(line, HistoryReader.Default.HistoryEntry) : null;
            if (problem is null && (entry is null || !IsWhole(entry)))
                problem = "it is no run of this sandbox";
            problem ??= (entry!.Report is { } report ? SoundReport.Flaw(report) : null) ?? FlawOfTexts(entry);
            return problem is null ? entry : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            problem = Broken;
            return null;
        }
    }

    private static string? FlawOfTexts(HistoryEntry entry) =>
        entry.Command.Length > LongestText + ((long)LongestIndex * (entry.Report?.Spec.Faulty.Length ?? 0))
            || entry.Report is { } report
                && (report.Machine.Kernel.Length > LongestText
                    || report.Waits.Any(wait => wait.Error?.Length > LongestText)
                    || report.Cores.Any(core => core.Path?.Length > LongestText)
                    || report.Sections.Any(section => section.Name.Length > LongestText || section.Permissions.Length > LongestText)
                    || report.Workers.Any(worker => worker.Zombie?.State.Length > LongestText))
                ? $"a text of it is longer than {LongestText:#,0} characters"
                : null;

    /// <summary>
    /// Whether some text in it would do something to a terminal. Whoever can write to the file could else write to the screen. The words of a traced program are
    /// made safe where they are shown, kept or not: they may have anything in them.
    /// </summary>
    private static bool HasOddText(ReadOnlySpan<byte> line)
    {
        Utf8JsonReader reader = new(line);
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("trace"u8))
                reader.Skip();
            else if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.GetString() is { } text && Quoted.Bare(text) != text)
                return true;
        }
        return false;
    }

    /// <summary>Whether all is there that is looked at later: a list of JSON may hold null, and an id mean nothing.</summary>
    private static bool IsWhole(HistoryEntry entry) =>
        entry is { Id: not null, Command: not null }
        && HistoryEntry.IsId(entry.Id)
        && (entry.Report is null ? entry.Trace is not null : entry.Trace is null && IsWhole(entry.Report));

    private static bool IsWhole(RunReport report) =>
        report is
        {
            Schema: RunReport.CurrentSchema,
            Spec.Faulty.IsDefault: false,
            Host: not null,
            Machine: not null,
            Totals: not null,
            Array: not null,
            Timing: not null,
            Workers.IsDefault: false,
            Waits.IsDefault: false,
        }
        && report.Workers.All(worker => worker is not null)
        && report.Waits.All(wait => wait is not null)
        && IsKnown(report.Spec);

    private static bool IsKnown(RunSpec spec) =>
        ModelCatalogue.Find(spec.Model) is not null
        && WaitCatalogue.Find(spec.Wait) is not null
        && FaultCatalogue.Find(spec.Fault) is { } fault
        && (spec.FaultArgument is null || fault.Argument?.Parse(spec.FaultArgument) is not null);
}

// What a later version adds to reports is missing in older lines, and is null there: they stay readable.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(HistoryEntry))]
internal sealed partial class HistoryReader : JsonSerializerContext;

// As for reports: straight code, for most runs are kept and none is read.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(HistoryEntry))]
internal sealed partial class HistoryWriter : JsonSerializerContext;
