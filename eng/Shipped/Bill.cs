using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sandbox.Shipped;

/// <summary>The bill of materials (CycloneDX), as the tool made it of the project, completed: it knows packages, and not what they become.</summary>
internal static class Bill
{
    /// <summary>How it is written.</summary>
    public static readonly JsonSerializerOptions Form = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Names the program, adds the runtime that is compiled in, and takes away what differs from one making to the next.</summary>
    /// <exception cref="ShippedException">The bill lacks a package that is shipped.</exception>
    public static void Complete(JsonObject bill, IReadOnlyList<Package> shipped, string version, string commit, DateTimeOffset time)
    {
        if (bill["bomFormat"]?.GetValue<string>() != "CycloneDX" || bill["metadata"] is not JsonObject metadata || bill["components"] is not JsonArray components)
            throw new ShippedException("the bill of materials is none of CycloneDX");
        metadata["timestamp"] = time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        const string Was = "bom-ref";
        string project = metadata["component"]?[Was]?.GetValue<string>() ?? "", program = $"pkg:generic/sandbox@{version}";
        metadata["component"] = new JsonObject
        {
            ["type"] = "application",
            [Was] = program,
            ["name"] = "sandbox",
            ["version"] = version,
            ["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = "MIT" } }),
            ["purl"] = program,
            ["properties"] = new JsonArray(new JsonObject { ["name"] = "commit", ["value"] = commit }),
        };
        foreach (Package runtime in shipped.Where(one => one.Name.Contains("NativeAOT", StringComparison.Ordinal)))
            components.Add(Component(runtime));
        HashSet<string> listed = [.. components.Select(one => one?["purl"]?.GetValue<string>() ?? "")];
        if (shipped.FirstOrDefault(one => !listed.Contains(one.Url)) is { } missing)
            throw new ShippedException($"the bill of materials lacks {missing.Name} {missing.Version}, which is shipped");

        JsonArray dependencies = bill["dependencies"] as JsonArray ?? [];
        foreach (JsonNode? one in dependencies)
        {
            if (one?["ref"]?.GetValue<string>() != project)
                continue;
            one["ref"] = program;
            JsonArray on = one["dependsOn"] as JsonArray ?? [];
            foreach (Package runtime in shipped.Where(two => two.Name.Contains("NativeAOT", StringComparison.Ordinal)))
                on.Add(runtime.Url);
        }
    }

    private static JsonObject Component(Package package) => new()
    {
        ["type"] = "framework",
        ["bom-ref"] = package.Url,
        ["name"] = package.Name,
        ["version"] = package.Version,
        ["description"] = "The .NET runtime and its base library, compiled in",
        ["scope"] = "required",
        ["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = package.Licence } }),
        ["copyright"] = package.Copyright,
        ["purl"] = package.Url,
    };
}
