using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Sandbox.Core.Text;

namespace Sandbox.Core.Lessons;

/// <summary>A report has no such field as a lesson names. The message says what there is.</summary>
/// <param name="message">What was looked for, and what comes nearest.</param>
public sealed class NoSuchFieldException(string message) : Exception(message);

/// <summary>
/// Names one value of a report: <c>workers[2].status.signal</c>. A field of what is <c>null</c> is <c>null</c>; one that reports do not
/// have is an error.
/// </summary>
public sealed record ReportPath
{
    private const int Longest = 120;
    private const int HighestIndex = 99_999;

    private readonly ImmutableArray<(string? Name, int Index)> _parts;

    private ReportPath(string text, ImmutableArray<(string? Name, int Index)> parts) => (Text, _parts) = (text, parts);

    /// <summary>The path as it is written.</summary>
    public string Text { get; }

    /// <summary>The path that a text is, or <c>null</c>.</summary>
    public static ReportPath? Parse(string text)
    {
        if (text.Length is 0 or > Longest)
            return null;
        var parts = ImmutableArray.CreateBuilder<(string?, int)>();
        foreach (string piece in text.Split('.'))
        {
            string[] pieces = piece.Split('[');
            if (pieces[0].Length == 0 || !pieces[0].All(char.IsAsciiLetterOrDigit))
                return null;
            parts.Add((pieces[0], 0));
            foreach (string index in pieces.AsSpan(1))
            {
                bool closed = index.EndsWith(']');
                if (!closed || !int.TryParse(index[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number > HighestIndex)
                    return null;
                parts.Add((null, number));
            }
        }
        return new ReportPath(text, parts.DrainToImmutable());
    }

    /// <summary>The value of this name.</summary>
    /// <param name="from">The report, or the part of it that the path begins in.</param>
    /// <exception cref="NoSuchFieldException">There is no such field.</exception>
    public JsonElement In(JsonElement from)
    {
        foreach ((string? name, int index) in _parts)
        {
            if (from.ValueKind == JsonValueKind.Null)
                return from;
            from = name is null ? Item(from, index) : Member(from, name);
        }
        return from;
    }

    /// <inheritdoc/>
    public bool Equals(ReportPath? other) => other is not null && other.Text == Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private JsonElement Member(JsonElement from, string name)
    {
        if (from.ValueKind != JsonValueKind.Object)
            throw new NoSuchFieldException($"\"{Text}\": {Kind(from)} has no fields, so no \"{name}\"");
        return from.TryGetProperty(name, out JsonElement value)
            ? value
            : throw new NoSuchFieldException(
                $"\"{Text}\": {UnknownWord.Message("field", name, [.. from.EnumerateObject().Select(member => member.Name)], "sandbox run --json")}");
    }

    private JsonElement Item(JsonElement from, int index)
    {
        if (from.ValueKind != JsonValueKind.Array)
            throw new NoSuchFieldException($"\"{Text}\": {Kind(from)} is no list, so it has no [{index}]");
        int length = from.GetArrayLength();
        return index < length
            ? from[index]
            : throw new NoSuchFieldException($"\"{Text}\": there is no [{index}] in a list of {length}; {(length == 0 ? "it is empty" : $"expected 0 to {length - 1}")}");
    }

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => "a value",
    };
}
