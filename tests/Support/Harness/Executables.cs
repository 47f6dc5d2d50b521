namespace Sandbox.Tests.Support.Harness;

/// <summary>
/// Files that are going to be executed. A child makes them: a descriptor that this process has open for writing is inherited, up to its execve(2),
/// by whatever child another test starts in that moment, and who executes the file then gets ETXTBSY.
/// </summary>
internal static class Executables
{
    /// <summary>Copies a file with its mode, or a folder with all that is in it; any user may read the copy.</summary>
    /// <param name="from">What.</param>
    /// <param name="to">The file, or the folder, which is there.</param>
    public static void Copy(string from, string to) => Run("cp -rL --preserve=mode \"$0\" \"$1\" && chmod -R a+rX \"$1\"", Directory.Exists(from) ? from + "/." : from, to);

    /// <summary>Writes a script that anybody may execute.</summary>
    public static void Write(string path, string text) => Run("printf %s \"$1\" >\"$0\" && chmod 755 \"$0\"", path, text);

    /// <summary>Makes a copy of the program under test.</summary>
    /// <param name="change">Lines of shell that change it, in its folder.</param>
    /// <returns>The path of its <c>sandbox</c>.</returns>
    public static string CopyOfProgram(string change = ":")
    {
        string folder = TestFolders.Create();
        Copy(Path.GetDirectoryName(SandboxProgram.Location)!, folder);
        Run($"cd \"$0\" && {change}", folder);
        return Path.Combine(folder, "sandbox");
    }

    private static void Run(string lines, params string[] arguments) =>
        new SandboxProgram { Program = "sh" }.RunWith(["-c", lines, .. arguments]).GetAwaiter().GetResult().AssertExit(0);
}
