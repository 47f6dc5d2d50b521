using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sandbox.Core.Status;

/// <summary>A wait status as the report's status object: the raw value and what every macro says of it.</summary>
public sealed class WaitStatusConverter : JsonConverter<WaitStatus>
{
    /// <summary>Reads the object back by its <c>raw</c>; everything else in it follows from that.</summary>
    public override WaitStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement raw = default;
        bool found = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("raw"u8, out raw);
        return found && raw.ValueKind == JsonValueKind.Number && raw.TryGetInt32(out int value)
            ? new WaitStatus(value)
            : throw new JsonException("a status is an object with a whole number \"raw\"");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, WaitStatus value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        WriteFields(writer, value);
        writer.WriteEndObject();
    }

    /// <summary>Writes the fields of the object, and not its braces: who adds fields of its own writes those.</summary>
    public static void WriteFields(Utf8JsonWriter writer, WaitStatus value)
    {
        writer.WriteNumber("raw"u8, value.Raw);
        writer.WriteString("hex"u8, value.Hex);
        writer.WriteBoolean("exited"u8, value.Exited);
        WriteNumber(writer, "exitCode"u8, value.ExitCode);
        writer.WriteBoolean("signaled"u8, value.Signaled);
        WriteNumber(writer, "signal"u8, value.Signal);
        writer.WriteString("signalName"u8, value.SignalName);
        writer.WriteBoolean("coreDumped"u8, value.CoreDumped);
        writer.WriteBoolean("stopped"u8, value.Stopped);
        WriteNumber(writer, "stopSignal"u8, value.StopSignal);
        writer.WriteString("stopSignalName"u8, value.StopSignalName);
        writer.WriteBoolean("continued"u8, value.Continued);
    }

    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> name, int? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }
}
