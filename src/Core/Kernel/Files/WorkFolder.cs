using System.Runtime.InteropServices;

namespace Sandbox.Core.Kernel.Files;

/// <summary>The folder on a disk in which a run makes files of its own: <c>$TMPDIR</c>, or else <c>/var/tmp</c>, which no system keeps in memory.</summary>
internal static unsafe class WorkFolder
{
    private const string Variable = "TMPDIR", Usual = "/var/tmp";

    /// <summary>The path, absolute.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable(Variable) is ['/', ..] chosen ? chosen : Usual;

    /// <summary>The path as C has it, for a forked child; made once, before the first fork, and never freed.</summary>
    public static byte* InC => _inC != null ? _inC : _inC = (byte*)Marshal.StringToCoTaskMemUTF8(Path);

    private static byte* _inC;

    /// <summary>Removes a folder that a run has made there, with all that is in it; no link is followed.</summary>
    public static void Remove(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }
}
