using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sandbox.EndToEnd.Tests.Documents;

/// <summary>
/// A table of docs/scripts.md: the fields of one kind of JSON and the type of each. <c>a[].b</c> is the field b of each item of the list a.
/// The types <c>status</c> and <c>report</c> have tables of their own; a <c>map</c> has names that no table lists; <c>any</c> is
/// a value of whatever type. A text that promises every field of a status has those too.
/// </summary>
internal sealed partial class FieldTable
{
    private const string StatusToo = "every field of [a status](#a-status)";

    private static readonly string[] Types = ["integer", "number", "string", "boolean", "array", "object", "map", "status", "report", "any"];

    private readonly Dictionary<string, (string Type, bool Nullable)> _fields = [];
    private readonly HashSet<string> _seen = [];
    private readonly string _heading;

    private FieldTable(string heading) => _heading = heading;

    /// <summary>The headings that have a table of fields.</summary>
    public static IEnumerable<string> Headings() => Sections().Where(section => Rows(section.Text).Count > 0).Select(section => section.Heading);

    /// <summary>The table below a heading.</summary>
    public static FieldTable Under(string heading)
    {
        string text = Sections().Single(section => section.Heading == heading).Text;
        FieldTable table = text.Contains(StatusToo, StringComparison.Ordinal) ? Under("A status") : new(heading);
        foreach (Match row in Rows(text))
        {
            string type = row.Groups["type"].Value;
            Assert.Contains(type, Types);
            Assert.True(table._fields.TryAdd(row.Groups["field"].Value, (type, row.Groups["null"].Success)), $"{heading}: {row.Groups["field"].Value} stands there twice");
        }
        return table;
    }

    /// <summary>Holds a value against the table: each field of it must stand there, with its type.</summary>
    public void Check(JsonElement value, string path = "")
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray())
                    Check(item, path.Length > 0 ? $"{path}[]" : "");
                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in value.EnumerateObject())
                    CheckField(property.Value, path.Length > 0 ? $"{path}.{property.Name}" : property.Name);
                break;
        }
    }

    /// <summary>Fails where the table names a field that no value had.</summary>
    public void AssertNoOther() => Assert.Empty(_fields.Keys.Except(_seen).Select(field => $"{_heading}: no output has {field}"));

    private void CheckField(JsonElement value, string path)
    {
        Assert.True(_fields.TryGetValue(path, out (string Type, bool Nullable) field), $"{_heading}: {path} is missing in docs/scripts.md");
        _seen.Add(path);
        if (value.ValueKind == JsonValueKind.Null)
        {
            Assert.True(field.Nullable, $"{_heading}: {path} is null here, and docs/scripts.md does not say that it can be");
            return;
        }
        Assert.True(Fits(value, field.Type), $"{_heading}: {path} is {value.GetRawText()}, which is no {field.Type}");
        if (field.Type is "array" or "object")
            Check(value, path);
        else if (field.Type is "status" or "report")
            Under(field.Type == "status" ? "A status" : "The report of a run").Check(value);
    }

    private static bool Fits(JsonElement value, string type) => type switch
    {
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind == JsonValueKind.Array,
        "any" => true,
        _ => value.ValueKind == JsonValueKind.Object,
    };

    private static IEnumerable<(string Heading, string Text)> Sections() =>
        HeadingLine().Split(File.ReadAllText(Path.Combine(SourceTree.Root, "docs/scripts.md"))).Skip(1).Chunk(2).Select(pair => (pair[0], pair[1]));

    private static MatchCollection Rows(string text) => FieldRow().Matches(text);

    [GeneratedRegex("^##+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex HeadingLine();

    // | `workers[].pid` | integer or null | ... |
    [GeneratedRegex(@"^\| `(?<field>[A-Za-z\[\].]+)` \| (?<type>[a-z]+)(?<null> or null)? \|", RegexOptions.Multiline)]
    private static partial Regex FieldRow();
}
