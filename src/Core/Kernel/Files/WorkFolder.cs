using System.Runtime.InteropServices;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Files;

/// <summary>The folder on a disk in which a run makes files of its own: <c>$TMPDIR</c>, or else <c>/var/tmp</c>, which no system keeps in memory.</summary>
internal static unsafe class WorkFolder
{
    private const string Variable = "TMPDIR", Usual = "/var/tmp";
    private const int LongestPath = 4096;

    /// <summary>The path, absolute.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable(Variable) is ['/', ..] chosen ? chosen : Usual;

    /// <summary>The path as C has it, for a forked child; made once, before the first fork, and never freed.</summary>
    public static byte* InC => _inC != null ? _inC : _inC = (byte*)Marshal.StringToCoTaskMemUTF8(Path);

    private static byte* _inC;

    /// <summary>
    /// Refuses where another user could put something else in the place of what is made there: a program that was compiled, or a folder of this user's, which would be removed.
    /// What has no name, as a file for <c>cold-file</c>, needs no such folder.
    /// </summary>
    /// <param name="asker">What it is needed for.</param>
    /// <exception cref="MachineRefusedException">Others may write to it, or it is theirs, or one above it is so.</exception>
    public static void Trust(string asker)
    {
        byte* which = stackalloc byte[LongestPath];
        int found = StartC.DistrustFolder(InC, which);
        if (found != 0)
        {
            throw new MachineRefusedException($"{asker}: {Marshal.PtrToStringUTF8((nint)which)} {(found == 1 ? "belongs to another user" : "can be written to by other users and has no sticky bit")}, "
                + "who could put their own files in the place of the run's; set TMPDIR to a folder of yours, or to one with mode 1777 as /tmp has it");
        }
    }

    /// <summary>Removes a folder that a run has made there, with all that is in it; no link is followed.</summary>
    public static void Remove(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }
}
