namespace Sandbox.Tests.Support.Harness;

/// <summary>A folder of its own for each who asks; all of them go when the tests end.</summary>
public sealed class TestFolders : IDisposable
{
    private static readonly string Root = Directory.CreateTempSubdirectory("sandbox-tests-").FullName;
    private static int _count;

    public TestFolders() =>
        // Unprivileged users have to get in.
        File.SetUnixFileMode(Root, (UnixFileMode)0b111_101_101);

    /// <summary>Makes a folder that any user may write to.</summary>
    internal static string Create()
    {
        string folder = Path.Combine(Root, Interlocked.Increment(ref _count).ToString());
        Directory.CreateDirectory(folder);
        // As /tmp: nobody renames what is another's.
        File.SetUnixFileMode(folder, (UnixFileMode)0b1_111_111_111);
        return folder;
    }

    public void Dispose()
    {
        if (Directory.Exists(Root))
            Directory.Delete(Root, recursive: true);
    }
}
