using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sandbox.Core.Tracing;

/// <summary>What a trace comes to. Where several hold, the last one counts.</summary>
[JsonConverter(typeof(TraceVerdictConverter))]
public enum TraceVerdict
{
    /// <summary>Every process exited with 0, and every parent looked at every status.</summary>
    Clean,

    /// <summary>Every process exited with 0, but some parent never looked: it would not have known.</summary>
    Blind,

    /// <summary>A process failed, and its parent looked at the status.</summary>
    Known,

    /// <summary>A process failed, and its parent never looked at the status.</summary>
    Unnoticed,

    /// <summary>The sandbox ended what was left.</summary>
    Ended,
}

/// <summary>What a verdict is called, and what it means.</summary>
/// <param name="Of">The verdict.</param>
/// <param name="Word">Its word.</param>
/// <param name="Means">When it is given.</param>
public sealed record TraceVerdictWords(TraceVerdict Of, string Word, string Means)
{
    /// <summary>Every verdict, in the order in which they count.</summary>
    public static ImmutableArray<TraceVerdictWords> All { get; } =
    [
        new(TraceVerdict.Clean, "clean", "every process exited with 0, and every parent looked at every status"),
        new(TraceVerdict.Blind, "blind", "every process exited with 0, but a parent never looked at a status: it would not have known"),
        new(TraceVerdict.Known, "known", "a process failed, and its parent looked at the status"),
        new(TraceVerdict.Unnoticed, "unnoticed", "a process failed, and its parent never looked at the status"),
        new(TraceVerdict.Ended, "ended", "the sandbox ended what was left: a timeout, a limit, or somebody asked for it"),
    ];

    /// <summary>The words of a verdict.</summary>
    public static TraceVerdictWords For(TraceVerdict verdict) => All[(int)verdict];
}

/// <summary>A verdict in JSON is its word.</summary>
public sealed class TraceVerdictConverter : JsonConverter<TraceVerdict>
{
    /// <inheritdoc/>
    public override TraceVerdict Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? word = reader.GetString();
        return TraceVerdictWords.All.FirstOrDefault(row => row.Word == word)?.Of ?? throw new JsonException("a verdict of a trace is one of its words");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TraceVerdict value, JsonSerializerOptions options) => writer.WriteStringValue(TraceVerdictWords.For(value).Word);
}
