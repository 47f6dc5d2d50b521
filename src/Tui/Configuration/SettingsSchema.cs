using System.Text.Json.Nodes;

namespace Sandbox.Tui.Configuration;

/// <summary>The JSON schema of a settings file, made of the table of settings: editors check a file with it, and complete its keys.</summary>
internal static class SettingsSchema
{
    /// <summary>The schema.</summary>
    /// <param name="actions">What keys can be given to.</param>
    public static JsonObject Of(IEnumerable<string> actions)
    {
        JsonObject properties = new() { ["$schema"] = new JsonObject { ["type"] = "string" } };
        foreach (string name in SettingTable.Top)
        {
            properties[name] = name == SettingTable.Keys
                ? ObjectOf(actions.Select(SettingTable.OfKeys))
                : SettingTable.Fixed.FirstOrDefault(row => row.Name == name) is { } single
                    ? SchemaOf(single)
                    : ObjectOf(SettingTable.Fixed.Where(row => row.Section == name));
        }
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "A settings file of the sandbox: appsettings.json",
            ["description"] = "Everything may be left out; null asks for the built-in default. Comments and trailing commas are allowed.",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
    }

    private static JsonObject ObjectOf(IEnumerable<SettingRow> rows) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject(rows.Select(row => KeyValuePair.Create(row.Member, (JsonNode?)SchemaOf(row)))),
    };

    private static JsonObject SchemaOf(SettingRow row)
    {
        JsonObject schema = row.Form.Schema();
        schema["description"] = row.Summary;
        return schema;
    }
}
