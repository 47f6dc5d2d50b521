using System.Collections.Immutable;
using System.Text;
using Sandbox.Core.Hosting;
using Sandbox.Core.Runs;
using Sandbox.Tui.Recording;
using Sandbox.Tui.Tests.Tools;

namespace Sandbox.Tui.Tests.Recording;

/// <summary>The recordings in docs/demos, each by the id of its lesson.</summary>
internal static class Demos
{
    public static string[] Ids { get; } = [.. Directory.GetFiles(Path.Combine(Golden.Root, "docs/demos"), "*.cast").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>The recording as it is kept, line by line.</summary>
    public static string[] Recorded(string id) => File.ReadAllLines(Path.Combine(Golden.Root, $"docs/demos/{id}.cast"));

    /// <summary>What the lesson's demo script records now, line by line.</summary>
    public static string[] PlayedNow(string id)
    {
        string script = Path.Combine(Golden.Root, "scenarios", id, "demo.txt");
        DemoScript demo = DemoReader.Read(script, File.ReadAllBytes(script), out ImmutableArray<SpecProblem> problems)!;
        Assert.Empty(problems);
        return Encoding.UTF8.GetString(Recorder.Record(demo, CastFormat.V2, () => new Runner(), AppContext.BaseDirectory).Bytes).Split('\n');
    }
}
