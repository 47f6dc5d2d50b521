using System.Text.Json.Nodes;

namespace Sandbox.Shipped;

/// <summary>Which packages are in a release, by what the restore of its project wrote down (project.assets.json).</summary>
internal static class Assets
{
    /// <summary>The packages that the compiler is given code or libraries of, and the runtime itself, by name.</summary>
    /// <param name="assets">The file of the screen's project, restored for one kind of machine.</param>
    /// <param name="packages">The folder of packages.</param>
    /// <exception cref="ShippedException">A package is not there or may not be shipped, or the file is none for one kind of machine.</exception>
    public static IReadOnlyList<Package> Shipped(JsonObject assets, string packages)
    {
        JsonObject machine = assets["targets"]?.AsObject().FirstOrDefault(target => target.Key.Contains('/')).Value as JsonObject
            ?? throw new ShippedException("the project was restored for no kind of machine");
        IEnumerable<(string Name, string Version)> used = machine
            .Where(one => one.Value?["type"]?.GetValue<string>() == "package" && IsShipped(one.Value))
            .Select(one => (one.Key.Split('/')[0], one.Key.Split('/')[1]));
        IEnumerable<(string Name, string Version)> runtime = (assets["project"]?["frameworks"] as JsonObject)?
            .SelectMany(framework => framework.Value?["downloadDependencies"]?.AsArray() ?? [])
            .Select(one => (Name: one!["name"]!.GetValue<string>(), Version: one["version"]!.GetValue<string>().Trim('[', ']').Split(',')[0].Trim()))
            .Where(one => one.Name.StartsWith("Microsoft.NETCore.App.Runtime.NativeAOT.", StringComparison.Ordinal)) ?? [];
        List<Package> all = [.. used.Concat(runtime).Select(one => Package.Read(packages, one.Name, one.Version)).OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase)];
        return all.Exists(one => one.Name.Contains("NativeAOT", StringComparison.Ordinal)) ? all : throw new ShippedException("the restore names no runtime for native code");
    }

    private static bool IsShipped(JsonNode package) =>
        GivesCode(package["runtime"]) || GivesCode(package["native"]);

    // A package that has nothing for this kind of machine says so by a file of that name.
    private static bool GivesCode(JsonNode? files) => files is JsonObject named && named.Any(file => !file.Key.EndsWith("/_._", StringComparison.Ordinal));
}
