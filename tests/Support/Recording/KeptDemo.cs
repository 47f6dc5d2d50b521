using System.Text.Json;
using Sandbox.Tests.Support.Harness;

namespace Sandbox.Tests.Support.Recording;

/// <summary>What a recording shows at a moment, without times.</summary>
internal sealed record DemoMoment(string Label, string Screen);

/// <summary>A recording that is kept in docs/demos, and the golden text of the screens that it has to show.</summary>
internal sealed record KeptDemo(string Id)
{
    private const string Folder = "docs/demos";

    public static string[] Ids { get; } =
        [.. Directory.GetFiles(SourceTree.At(Folder), "*.cast").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public string File { get; } = SourceTree.At(Recording(Id));

    /// <summary>The screens of the golden text, in order.</summary>
    public DemoMoment[] Golden { get; } = [.. System.IO.File.ReadAllText(SourceTree.At(GoldenFile(Id)))
        .Split("== ", StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('\n', 2)).Select(part => new DemoMoment(part[0], part[1].TrimEnd('\n')))];

    /// <summary>The recording's path in the checkout.</summary>
    public static string Recording(string id) => $"{Folder}/{id}.cast";

    /// <summary>The golden text's path in the checkout.</summary>
    public static string GoldenFile(string id) => $"tests/EndToEnd.Tests/Golden/demo-{id}.txt";

    /// <summary>The recording up to each of its markers, and all of it, each in a file.</summary>
    public (string Label, string File)[] Parts()
    {
        string folder = TestFolders.Create();
        string[] lines = System.IO.File.ReadAllLines(File);
        List<(string, string)> parts = [];
        for (int line = 1; line < lines.Length; line++)
        {
            if (JsonDocument.Parse(lines[line]).RootElement is var happened && happened[1].GetString() == "m")
                parts.Add((happened[2].GetString()!, Written(lines[..line])));
        }
        return [.. parts, ("the end", File)];

        string Written(string[] part)
        {
            string file = Path.Combine(folder, $"{parts.Count}.cast");
            System.IO.File.WriteAllLines(file, part);
            return file;
        }
    }

    /// <summary>A screen as the golden text has it.</summary>
    public static string Shape(string screen) =>
        DemoTimes.TakenOut(string.Join('\n', screen.Split('\n').Select(line => line.TrimEnd()))).TrimEnd('\n');
}
