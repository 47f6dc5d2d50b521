using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sandbox.Core.Runs;

/// <summary>A value as the word that its row has.</summary>
/// <param name="rows">The rows, each with its value and its word. Asked for when needed: the tables may be built later.</param>
public abstract class WordConverter<T>(Func<IEnumerable<(T Of, string Word)>> rows) : JsonConverter<T>
    where T : struct, Enum
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? word = reader.GetString();
        foreach ((T of, string known) in rows())
        {
            if (known == word)
                return of;
        }
        throw new JsonException($"expected one of {string.Join(", ", rows().Select(row => row.Word))}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(rows().First(row => row.Of.Equals(value)).Word);
}

/// <summary>A verdict as its word.</summary>
public sealed class VerdictConverter() : WordConverter<Verdict>(() => OutcomeWords.Verdicts.Select(row => (row.Of, row.Word)));

/// <summary>A worker's state as its word.</summary>
public sealed class WorkerStateConverter() : WordConverter<WorkerState>(() => OutcomeWords.States.Select(row => (row.Of, row.Word)));

/// <summary>Who ended a worker or a host, as its word.</summary>
public sealed class EndedByConverter() : WordConverter<EndedBy>(() => OutcomeWords.Enders.Select(row => (row.Of, row.Word)));

/// <summary>A worker's stage as its word.</summary>
public sealed class StageConverter() : WordConverter<WorkerStage>(() => OutcomeWords.Stages.Select(row => (row.Of, row.Word)));
