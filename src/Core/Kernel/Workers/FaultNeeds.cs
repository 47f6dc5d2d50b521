using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>
/// What a fault needs before it can happen: a page, a block of malloc's, a pipe, a file. A limit that the run has set on its worker does not keep it away, for such
/// a limit is a soft one: it is lifted for the call. Where the machine refuses all the same, the worker exits with the error. Safe in a forked child.
/// </summary>
internal static unsafe class FaultNeeds
{
    private const nuint PageBytes = 4096;

    /// <summary>A page; see mmap(2).</summary>
    public static void* Page(int protection, int flags = MManH.MAP_PRIVATE | MManH.MAP_ANONYMOUS, int fd = -1)
    {
        void* page = Raw.MMap(null, PageBytes, protection, flags, fd, 0);
        if ((nint)page == MManH.MAP_FAILED)
        {
            RLimit limit = Lift(ResourceH.RLIMIT_AS);
            page = Raw.MMap(null, PageBytes, protection, flags, fd, 0);
            Restore(ResourceH.RLIMIT_AS, limit, (nint)page != MManH.MAP_FAILED);
        }
        return page;
    }

    /// <summary>A block of so many bytes; see malloc(3).</summary>
    public static byte* Block(nuint bytes)
    {
        void* block = Raw.Malloc(bytes);
        if (block == null)
        {
            RLimit limit = Lift(ResourceH.RLIMIT_AS);
            block = Raw.Malloc(bytes);
            Restore(ResourceH.RLIMIT_AS, limit, block != null);
        }
        return (byte*)block;
    }

    /// <summary>The two ends of a pipe; see pipe(2).</summary>
    public static void Pipe(int* ends)
    {
        if (Raw.Pipe2(ends, FcntlH.O_CLOEXEC) == 0)
            return;
        RLimit limit = Lift(ResourceH.RLIMIT_NOFILE);
        Restore(ResourceH.RLIMIT_NOFILE, limit, Raw.Pipe2(ends, FcntlH.O_CLOEXEC) == 0);
    }

    /// <summary>A file in memory, without a name in any folder: nothing is left behind.</summary>
    public static int File()
    {
        byte name = 0;
        int fd = Raw.MemFdCreate(&name, MManH.MFD_CLOEXEC);
        if (fd < 0)
        {
            RLimit limit = Lift(ResourceH.RLIMIT_NOFILE);
            fd = Raw.MemFdCreate(&name, MManH.MFD_CLOEXEC);
            Restore(ResourceH.RLIMIT_NOFILE, limit, fd >= 0);
        }
        return fd;
    }

    private static RLimit Lift(int resource)
    {
        RLimit limit, lifted;
        Raw.GetRLimit(resource, &limit);
        lifted = limit;
        lifted.Soft = lifted.Hard;
        Raw.SetRLimit(resource, &lifted);
        return limit;
    }

    private static void Restore(int resource, RLimit limit, bool there)
    {
        if (!there)
            Raw.Exit(Raw.Errno);
        Raw.SetRLimit(resource, &limit);
    }
}
