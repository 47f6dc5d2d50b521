using System.Text.RegularExpressions;

namespace Sandbox.Core.Tests.Architecture;

/// <summary>One C# file of the checkout.</summary>
/// <param name="Path">From the checkout's root: <c>src/Core/Runs/Run.cs</c>.</param>
/// <param name="Text">As it stands.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>Every C# file that people wrote.</summary>
    public static IReadOnlyList<SourceFile> All { get; } =
        [.. new[] { "src", "tests", "bench" }
            .Select(folder => System.IO.Path.Combine(SourceTree.Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Select(file => new SourceFile(System.IO.Path.GetRelativePath(SourceTree.Root, file), File.ReadAllText(file)))];

    /// <summary>What the compiler sees, line by line: comments may name what code may not.</summary>
    public IEnumerable<(int Line, string Code)> Code =>
        Text.Split('\n').Select((line, index) => (index + 1, Comment().Replace(line, "")));

    [GeneratedRegex(@"(^|\s)//.*$")]
    private static partial Regex Comment();
}
