using System.Xml.Linq;

namespace Sandbox.Shipped;

/// <summary>A package whose code, or some of it, is in the release: what its own description says of it.</summary>
/// <param name="Name">Its name, as it writes it.</param>
/// <param name="Version">Its version.</param>
/// <param name="Licence">Its licence, an identifier of SPDX.</param>
/// <param name="Copyright">Who has the copyright: its own line, or else its authors.</param>
/// <param name="Project">Where it comes from; <c>null</c> where it does not say.</param>
/// <param name="Texts">Its own texts about licences, each with its file's name: its licence, and those of what it took from others.</param>
internal sealed record Package(string Name, string Version, string Licence, string Copyright, string? Project, IReadOnlyList<(string File, string Text)> Texts)
{
    /// <summary>Its name in a bill of materials.</summary>
    public string Url => $"pkg:nuget/{Name}@{Version}";

    /// <summary>Reads a package in the folder of packages.</summary>
    /// <exception cref="ShippedException">It is not there, or its licence is none that may be shipped.</exception>
    public static Package Read(string packages, string name, string version)
    {
        string id = name.ToLowerInvariant(), folder = Path.Combine(packages, id, version.ToLowerInvariant()), file = Path.Combine(folder, $"{id}.nuspec");
        if (!File.Exists(file))
            throw new ShippedException($"{name} {version}: expected its description at {file}, and nothing is there");
        XElement described = XDocument.Load(file).Root!.Elements().First(one => one.Name.LocalName == "metadata");
        string? Said(string what) => described.Elements().FirstOrDefault(one => one.Name.LocalName == what)?.Value.Trim() is { Length: > 0 } value ? value : null;
        XElement? licence = described.Elements().FirstOrDefault(one => one.Name.LocalName == "license");
        if (licence?.Attribute("type")?.Value != "expression" || !Shipped.Licence.Allowed.ContainsKey(licence.Value))
        {
            throw new ShippedException(
                $"{name} {version}: expected one of the licences {string.Join(", ", Shipped.Licence.Allowed.Keys)}, got {licence?.Value ?? "none"}");
        }
        string copyright = Said("copyright") ?? Said("authors") ?? throw new ShippedException($"{name} {version}: it names neither copyright nor authors");
        string[] texts = [.. Directory.GetFiles(folder).Where(IsAboutLicences).Order(StringComparer.OrdinalIgnoreCase)];
        return new Package(Said("id") ?? name, version, licence.Value, copyright, Said("projectUrl"), [.. texts.Select(text => (Path.GetFileName(text), File.ReadAllText(text)))]);
    }

    private static bool IsAboutLicences(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file).ToUpperInvariant();
        return name is "LICENSE" or "LICENCE" or "NOTICE" or "THIRD-PARTY-NOTICES" or "THIRDPARTYNOTICES";
    }
}
