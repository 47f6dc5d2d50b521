using System.Text;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Tracing;

/// <summary>The memory of a tracee that is stopped; see process_vm_readv(2).</summary>
internal static unsafe class TraceeMemory
{
    private const int LongestText = 4096;

    // Reading over the end of a page into one that is not mapped would bring nothing.
    private const ulong PageSize = 4096;

    /// <summary>Reads bytes.</summary>
    /// <returns>Whether all of them came.</returns>
    public static bool Read(int tid, ulong address, Span<byte> into)
    {
        fixed (byte* first = into)
        {
            IoVec ours = new() { Base = first, Length = (nuint)into.Length }, theirs = new() { Base = (void*)address, Length = (nuint)into.Length };
            return Raw.Syscall(SyscallH.SYS_process_vm_readv, tid, (nint)(&ours), 1, (nint)(&theirs), 1, 0) == into.Length;
        }
    }

    /// <summary>Reads one value; <c>null</c> where it cannot be read.</summary>
    public static T? Read<T>(int tid, ulong address)
        where T : unmanaged
    {
        T value;
        return Read(tid, address, new Span<byte>(&value, sizeof(T))) ? value : null;
    }

    /// <summary>Writes bytes.</summary>
    /// <returns>Whether all of them went.</returns>
    public static bool Write(int tid, ulong address, ReadOnlySpan<byte> from)
    {
        fixed (byte* first = from)
        {
            IoVec ours = new() { Base = first, Length = (nuint)from.Length }, theirs = new() { Base = (void*)address, Length = (nuint)from.Length };
            return Raw.Syscall(SyscallH.SYS_process_vm_writev, tid, (nint)(&ours), 1, (nint)(&theirs), 1, 0) == from.Length;
        }
    }

    /// <summary>Reads text up to its zero; what cannot be read is left out.</summary>
    public static string Text(int tid, ulong address)
    {
        byte[] text = new byte[LongestText];
        int length = 0;
        while (length < LongestText)
        {
            int part = (int)Math.Min((ulong)(LongestText - length), PageSize - ((address + (ulong)length) % PageSize));
            Span<byte> next = text.AsSpan(length, part);
            if (!Read(tid, address + (ulong)length, next))
                break;
            int end = next.IndexOf((byte)0);
            if (end >= 0)
                return Encoding.UTF8.GetString(text, 0, length + end);
            length += part;
        }
        return Encoding.UTF8.GetString(text, 0, length);
    }
}
