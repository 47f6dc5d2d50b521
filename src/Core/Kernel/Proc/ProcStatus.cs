using System.Buffers.Text;
using System.Globalization;
using System.Text.Unicode;

namespace Sandbox.Core.Kernel.Proc;

/// <summary>A thread as <c>/proc/TID/status</c> shows it; see proc_pid_status(5).</summary>
/// <param name="Process">The process that it is of.</param>
/// <param name="Parent">That one's parent.</param>
/// <param name="Tracer">Who traces it; 0 for nobody.</param>
/// <param name="Ignored">The signals that it ignores, bit n-1 for signal n.</param>
internal readonly record struct ProcStatus(int Process, int Parent, int Tracer, ulong Ignored)
{
    private const int Room = 4096;

    /// <summary>Reads it; <c>null</c> where there is no such thread.</summary>
    public static ProcStatus? Read(int tid)
    {
        Span<byte> path = stackalloc byte[32];
        Utf8.TryWrite(path, CultureInfo.InvariantCulture, $"/proc/{tid}/status\0", out _);
        Span<byte> text = stackalloc byte[Room];
        ReadOnlySpan<byte> found = text[..ProcFile.Read(path, text)];
        return found.IsEmpty ? null : new ProcStatus((int)Number(found, "\nTgid:\t"u8), (int)Number(found, "\nPPid:\t"u8), (int)Number(found, "\nTracerPid:\t"u8), Set(found, "\nSigIgn:\t"u8));
    }

    /// <summary>Whether a signal is ignored.</summary>
    public bool Ignores(int signal) => (Ignored & (1UL << (signal - 1))) != 0;

    private static long Number(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        int at = text.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(text[(at + name.Length)..], out long number, out _) ? number : 0;
    }

    private static ulong Set(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        int at = text.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(text[(at + name.Length)..], out ulong set, out _, 'x') ? set : 0;
    }
}
