using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sandbox.Core.Runs;

/// <summary>An order as its word.</summary>
public sealed class RunOrderConverter : JsonConverter<RunOrder>
{
    /// <inheritdoc/>
    public override RunOrder Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        RunOrder.ParseOrder(reader.GetString() ?? "") ?? throw new JsonException("an order is \"intruder-first\" or \"race\"");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RunOrder value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
}

/// <summary>A page size as its word.</summary>
public sealed class PageSizeConverter : JsonConverter<PageSize>
{
    /// <inheritdoc/>
    public override PageSize Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PageSize.ParsePages(reader.GetString() ?? "") ?? throw new JsonException("a page size is \"4k\" or \"2m\"");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PageSize value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
}

/// <summary>What a rank's failure does to others, as its word.</summary>
public sealed class MpiErrorsConverter : JsonConverter<MpiErrors>
{
    /// <inheritdoc/>
    public override MpiErrors Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        MpiErrors.ParseErrors(reader.GetString() ?? "") ?? throw new JsonException("MPI errors are \"abort\" or \"return\"");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, MpiErrors value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
}
