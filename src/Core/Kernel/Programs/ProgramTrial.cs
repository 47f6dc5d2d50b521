using System.Runtime.InteropServices;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Kernel.Programs;

/// <summary>Whether a program can be executed, found out before anything is started.</summary>
internal static unsafe class ProgramTrial
{
    /// <summary>Refuses a program that cannot be executed. None of it runs.</summary>
    /// <param name="name">Its file, or its name in a folder of PATH.</param>
    /// <exception cref="ProgramRefusedException">It cannot; the message says why.</exception>
    public static void Check(string name)
    {
        string path = ProgramPath.Find(name);
        byte* text = (byte*)Marshal.StringToCoTaskMemUTF8(path);
        int errno = StartC.TryProgram(text);
        Marshal.FreeCoTaskMem((nint)text);
        if (errno != 0)
            throw ProgramPath.Refusal(path, errno);
    }
}
