using System.Runtime.InteropServices;
using Sandbox.Core.Headers;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>mmap(2) with its error as an exception.</summary>
internal static unsafe class Mapping
{
    /// <summary>Maps memory.</summary>
    /// <param name="bytes">How much, at least 1.</param>
    /// <param name="protection">PROT_ flags.</param>
    /// <param name="flags">MAP_ flags.</param>
    /// <param name="fd">What is mapped, from its start; -1 with MAP_ANONYMOUS.</param>
    /// <exception cref="MachineRefusedException">The kernel refused; the message says why.</exception>
    public static void* Of(nuint bytes, int protection, int flags, int fd = -1)
    {
        void* address = Raw.MMap(null, bytes, protection, flags, fd, 0);
        return (nint)address != MManH.MAP_FAILED
            ? address
            : throw new MachineRefusedException($"mmap of {bytes} bytes failed: {OwnLimits.Explain(Raw.Errno)}");
    }

    /// <summary>A size rounded up to whole pages.</summary>
    public static nuint RoundToPages(nuint bytes)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        return (bytes + page - 1) / page * page;
    }
}

/// <summary>memfd_create(2): memory with a descriptor and no name in any folder.</summary>
internal static unsafe class MemFd
{
    /// <summary>A new memfd of a size, close-on-exec, all zero.</summary>
    /// <exception cref="MachineRefusedException">The kernel refused; the message says why.</exception>
    public static int Create(string name, long bytes)
    {
        // Asked before, for the kernel's answer to a host is SIGXFSZ.
        if (OwnLimits.Of(ResourceH.RLIMIT_FSIZE) < (ulong)bytes)
            throw Refused(bytes, ErrnoH.EFBIG);
        byte* text = (byte*)Marshal.StringToCoTaskMemUTF8(name);
        int fd = Raw.MemFdCreate(text, MManH.MFD_CLOEXEC | MManH.MFD_ALLOW_SEALING);
        bool made = fd >= 0 && Raw.FTruncate(fd, (nint)bytes) == 0;
        int errno = made ? 0 : Raw.Errno;
        Marshal.FreeCoTaskMem((nint)text);
        if (made)
            return fd;
        if (fd >= 0)
            Raw.Close(fd);
        throw Refused(bytes, errno);
    }

    /// <summary>Takes away for good what may be done to a memfd. A kernel that does not know a seal (the last one came in 5.1) leaves it open.</summary>
    /// <param name="fd">The memfd.</param>
    /// <param name="seals">F_SEAL_ flags.</param>
    public static void Seal(int fd, int seals) => Raw.Syscall(SyscallH.SYS_fcntl, fd, FcntlH.F_ADD_SEALS, seals, 0, 0, 0);

    private static MachineRefusedException Refused(long bytes, int errno) => new($"memfd of {bytes} bytes failed: {OwnLimits.Explain(errno)}");
}
