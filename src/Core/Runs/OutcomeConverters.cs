using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sandbox.Core.Runs;

/// <summary>A verdict as its word.</summary>
public sealed class VerdictConverter : JsonConverter<Verdict>
{
    /// <inheritdoc/>
    public override Verdict Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? word = reader.GetString();
        return OutcomeWords.Verdicts.FirstOrDefault(row => row.Word == word)?.Of
            ?? throw new JsonException($"expected one of {string.Join(", ", OutcomeWords.Verdicts.Select(row => row.Word))}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Verdict value, JsonSerializerOptions options) => writer.WriteStringValue(value.Word);
}

/// <summary>A worker's state as its word.</summary>
public sealed class WorkerStateConverter : JsonConverter<WorkerState>
{
    /// <inheritdoc/>
    public override WorkerState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? word = reader.GetString();
        return OutcomeWords.States.FirstOrDefault(row => row.Word == word)?.Of
            ?? throw new JsonException($"expected one of {string.Join(", ", OutcomeWords.States.Select(row => row.Word))}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, WorkerState value, JsonSerializerOptions options) => writer.WriteStringValue(value.Word);
}

/// <summary>Who ended a worker or a host, as its word.</summary>
public sealed class EndedByConverter : JsonConverter<EndedBy>
{
    /// <inheritdoc/>
    public override EndedBy Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? word = reader.GetString();
        return OutcomeWords.Enders.FirstOrDefault(row => row.Word == word)?.Of
            ?? throw new JsonException($"expected one of {string.Join(", ", OutcomeWords.Enders.Select(row => row.Word))}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, EndedBy value, JsonSerializerOptions options) => writer.WriteStringValue(value.Words.Word);
}
