namespace Sandbox.Tests.Support;

/// <summary>
/// Texts that are kept, and that a test holds against what comes now. What differs is written beside the kept text, as FILE.actual.txt:
/// <c>./test --accept</c> moves it there.
/// </summary>
internal static class Golden
{
    private const string Views = "tests/Tui.Tests/Golden";

    /// <summary>Set by <c>./test --accept</c>: a text that differs is written and fails no test.</summary>
    private static readonly bool Accepts = Environment.GetEnvironmentVariable("ACCEPT_GOLDEN_TEXTS") == "yes";

    /// <summary>Holds a text against one of the screen's golden texts.</summary>
    public static void Check(string name, string actual) => CheckFile($"{Views}/{name}.txt", actual);

    /// <summary>Holds a text against a file of the checkout.</summary>
    public static void CheckFile(string path, string actual)
    {
        string expectedFile = SourceTree.At(path), actualFile = $"{expectedFile}.actual.txt";
        if (File.Exists(expectedFile) && File.ReadAllText(expectedFile) == actual)
        {
            File.Delete(actualFile);
            return;
        }
        File.WriteAllText(actualFile, actual);
        if (!Accepts)
            Assert.Fail($"{path} says something else. What came is in {Path.GetFileName(actualFile)} beside it; if it is right, ./test --accept takes it:\n{actual}");
    }
}
