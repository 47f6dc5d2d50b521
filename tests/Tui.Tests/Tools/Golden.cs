namespace Sandbox.Tui.Tests.Tools;

/// <summary>Screens as texts in the folder Golden. What differs is written beside the golden text, as NAME.actual.txt.</summary>
internal static class Golden
{
    public static void Check(string name, string actual)
    {
        string folder = Folder();
        string expectedFile = Path.Combine(folder, $"{name}.txt"), actualFile = Path.Combine(folder, $"{name}.actual.txt");
        string expected = File.Exists(expectedFile) ? File.ReadAllText(expectedFile) : "";
        if (actual == expected)
        {
            File.Delete(actualFile);
            return;
        }
        File.WriteAllText(actualFile, actual);
        Assert.Fail($"{name}.txt is another screen; what came is in {name}.actual.txt: move it there if it is right\n{actual}");
    }

    // Paths are mapped away by the build, so the source tree is looked for above the test program.
    private static string Folder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string golden = Path.Combine(folder.FullName, "tests", "Tui.Tests", "Golden");
            if (Directory.Exists(golden))
                return golden;
        }
        throw new DirectoryNotFoundException("tests/Tui.Tests/Golden is not above the test program");
    }
}
