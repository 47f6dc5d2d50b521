using Sandbox.Core.Memory;
using Sandbox.Core.Native;

namespace Sandbox.Core.Hosting;

/// <summary>
/// What a forked child need not inherit of its host: for each page that the host has touched, fork copies an entry of the page tables
/// and the child's end takes it away again.
/// </summary>
internal static unsafe class ForkLuggage
{
    private const int MostMapsBytes = 1 << 20;
    private const int WordsAtOnce = 512;

    /// <summary>
    /// Takes out of the host's page tables what it has only read of its programs and libraries: a third of all entries. Whoever needs
    /// such a page again, the host or a child, finds it in the page cache.
    /// </summary>
    public static void LeaveBehind()
    {
        // Off the heap: each page of it that is written is one more for every child to inherit.
        byte* text = (byte*)Mapping.Of(MostMapsBytes, MManH.PROT_READ | MManH.PROT_WRITE, MManH.MAP_PRIVATE | MManH.MAP_ANONYMOUS, -1);
        ReadOnlySpan<byte> maps = Read(text);
        int pageMap = Open("/proc/self/pagemap\0"u8);
        while (maps.IndexOf((byte)'\n') is >= 0 and int length)
        {
            MapsLine mapping = MapsLine.Parse(maps[..length]);
            maps = maps[(length + 1)..];
            if (mapping.IsPrivateFile)
                ForgetWhatWasRead(mapping, pageMap);
        }
        Raw.Close(pageMap);
        Raw.MUnmap(text, MostMapsBytes);
    }

    /// <summary>
    /// Takes out the pages of a private mapping that still are the file's own (proc_pid_pagemap(5), bit 61). What was written is a copy
    /// by now, and stays.
    /// </summary>
    private static void ForgetWhatWasRead(MapsLine mapping, int pageMap)
    {
        ulong* words = stackalloc ulong[WordsAtOnce];
        nuint page = (nuint)Environment.SystemPageSize;
        for (nuint start = mapping.Start; start < mapping.End; start += WordsAtOnce * page)
        {
            nuint count = Math.Min(WordsAtOnce, (mapping.End - start) / page);
            nint got = Raw.PRead(pageMap, words, count * sizeof(ulong), (nint)(start / page * sizeof(ulong))) / sizeof(ulong);
            for (nint from = 0, to; from < got; from = to + 1)
            {
                for (to = from; to < got && PageMap.IsOfFile(words[to]); to++)
                {
                }
                if (to > from)
                    Raw.MAdvise((void*)(start + ((nuint)from * page)), (nuint)(to - from) * page, MManH.MADV_DONTNEED);
            }
        }
    }

    private static ReadOnlySpan<byte> Read(byte* into)
    {
        int fd = Open("/proc/self/maps\0"u8), filled = 0;
        for (nint got; (got = Raw.Read(fd, into + filled, (nuint)(MostMapsBytes - filled))) > 0; filled += (int)got)
        {
        }
        Raw.Close(fd);
        return new(into, filled);
    }

    private static int Open(ReadOnlySpan<byte> path)
    {
        fixed (byte* name = path)
            return Raw.Open(name, FcntlH.O_CLOEXEC, 0);
    }
}
