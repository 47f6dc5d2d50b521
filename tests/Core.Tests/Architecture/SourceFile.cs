using System.Text.RegularExpressions;

namespace Sandbox.Core.Tests.Architecture;

/// <summary>One C# file of the checkout.</summary>
/// <param name="Path">From the checkout's root: <c>src/Core/Runs/Run.cs</c>.</param>
/// <param name="Text">As it stands.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>The checkout's root: the folder above the tests that has the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every C# file that people wrote.</summary>
    public static IReadOnlyList<SourceFile> All { get; } =
        [.. new[] { "src", "tests", "bench" }
            .Select(folder => System.IO.Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Select(file => new SourceFile(System.IO.Path.GetRelativePath(Root, file), File.ReadAllText(file)))];

    /// <summary>What the compiler sees, line by line: comments may name what code may not.</summary>
    public IEnumerable<(int Line, string Code)> Code =>
        Text.Split('\n').Select((line, index) => (index + 1, Comment().Replace(line, "")));

    [GeneratedRegex(@"(^|\s)//.*$")]
    private static partial Regex Comment();

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Sandbox.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"the tests look for the source above them, and Sandbox.sln is not above {AppContext.BaseDirectory}");
    }
}
