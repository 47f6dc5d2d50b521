using System.Text.Json;
using System.Text.Json.Serialization;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.History;

/// <summary>
/// A kept trace in JSON: an object with what was asked for, and the events as arrays, each with its kind first. Whoever wrote it: a number that no event
/// has, a text that is too long, or a kind that nobody knows is no trace.
/// </summary>
internal sealed class KeptTraceConverter : JsonConverter<KeptTrace>
{
    private const int MostWords = 10_000;

    public override KeptTrace Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement trace = document.RootElement;
        List<Injection> injections = [];
        foreach (string asked in Words(trace.GetProperty("injections")))
            injections.Add(Injection.Read(asked, out _) ?? throw new JsonException("an injection of it is none"));
        TraceSpec spec = new()
        {
            Program = [.. Words(trace.GetProperty("program"))],
            Attach = NumberOf(trace.GetProperty("pid")),
            AllCalls = trace.GetProperty("allCalls").GetBoolean(),
            MaxProcesses = NumberOf(trace.GetProperty("maxProcesses")) ?? throw new JsonException("a trace has a most of processes"),
            Timeout = trace.GetProperty("timeout") is not { ValueKind: JsonValueKind.Number } seconds ? null
                : seconds.GetDouble() is > 0 and <= TraceSpec.LongestTimeout and var time ? time : throw new JsonException("a timeout is out of range"),
            Injections = [.. injections],
        };
        JsonElement events = trace.GetProperty("events");
        if (events.GetArrayLength() is 0 or > KeptTrace.MostEvents)
            throw new JsonException("it has no events, or too many");
        return new KeptTrace(spec, [.. events.EnumerateArray().Select(row => TraceEventFields.Through(new FieldsRead(row), null))]);
    }

    public override void Write(Utf8JsonWriter writer, KeptTrace value, JsonSerializerOptions options)
    {
        TraceSpec spec = value.Spec;
        writer.WriteStartObject();
        writer.WriteStartArray("program");
        foreach (string word in spec.Program)
            writer.WriteStringValue(word);
        writer.WriteEndArray();
        if (spec.Attach is { } pid)
            writer.WriteNumber("pid", pid);
        else
            writer.WriteNull("pid");
        writer.WriteBoolean("allCalls", spec.AllCalls);
        writer.WriteNumber("maxProcesses", spec.MaxProcesses);
        if (spec.Timeout is { } seconds)
            writer.WriteNumber("timeout", seconds);
        else
            writer.WriteNull("timeout");
        writer.WriteStartArray("injections");
        foreach (Injection injection in spec.Injections)
            writer.WriteStringValue(injection.Asked);
        writer.WriteEndArray();
        writer.WriteStartArray("events");
        FieldsWritten fields = new(writer);
        foreach (TraceEvent happened in value.Events)
        {
            writer.WriteStartArray();
            TraceEventFields.Through(fields, happened);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static int? NumberOf(JsonElement number) => number.ValueKind == JsonValueKind.Null ? null
        : number.GetInt32() is > 0 and var positive ? positive : throw new JsonException("a number of it is out of range");

    private static IEnumerable<string> Words(JsonElement array) => array.GetArrayLength() > MostWords
        ? throw new JsonException("it has too many words")
        : array.EnumerateArray().Select(word => word.GetString() ?? throw new JsonException("a word is a text"));
}
