namespace Sandbox.Tui.Tests.Tools;

/// <summary>Screens as texts in the folder Golden. What differs is written beside the golden text, as NAME.actual.txt.</summary>
internal static class Golden
{
    private const string Folder = "tests/Tui.Tests/Golden";

    public static void Check(string name, string actual) =>
        Check($"{name}.txt", Path.Combine(Root, Folder, $"{name}.txt"), Path.Combine(Root, Folder, $"{name}.actual.txt"), actual);

    /// <summary>The same of a file of the project.</summary>
    public static void CheckFile(string path, string actual) => Check(path, Path.Combine(Root, path), Path.Combine(Root, $"{path}.actual.txt"), actual);

    private static void Check(string name, string expectedFile, string actualFile, string actual)
    {
        string expected = File.Exists(expectedFile) ? File.ReadAllText(expectedFile) : "";
        if (actual == expected)
        {
            File.Delete(actualFile);
            return;
        }
        File.WriteAllText(actualFile, actual);
        Assert.Fail($"{name} says something else; what came is in {Path.GetFileName(actualFile)}: move it there if it is right\n{actual}");
    }

    /// <summary>The project's folder. Paths are mapped away by the build, so it is looked for above the test program.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, Folder)))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException($"{Folder} is not above the test program");
    }
}
