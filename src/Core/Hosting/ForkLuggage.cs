using Sandbox.Core.Memory;
using Sandbox.Core.Native;

namespace Sandbox.Core.Hosting;

/// <summary>
/// What a forked child need not inherit of its host: for each mapping fork copies the kernel's description, and for each page that the
/// host has touched an entry of the page tables; the child's end takes both away again.
/// </summary>
internal static unsafe class ForkLuggage
{
    private const int MostMapsBytes = 1 << 20;
    private const int WordsAtOnce = 512;

    /// <summary>
    /// Leaves behind what nobody misses. What the allocator holds free goes back to the kernel. What the host has only read of its
    /// programs and libraries goes out of its page tables, a third of all entries: whoever needs such a page again, the host or a
    /// child, finds it in the page cache. Not inherited are the gaps between the parts of a file that the runtime has mapped, which
    /// nobody may touch and where nothing will ever be put, and the libraries that only a start needs.
    /// </summary>
    public static void LeaveBehind()
    {
        _ = Raw.MallocTrim(0);
        // Off the heap: each page of it that is written is one more for every child to inherit.
        byte* text = (byte*)Mapping.Of(MostMapsBytes, MManH.PROT_READ | MManH.PROT_WRITE, MManH.MAP_PRIVATE | MManH.MAP_ANONYMOUS, -1);
        ReadOnlySpan<byte> maps = new(text, ProcFile.Read("/proc/self/maps\0"u8, new(text, MostMapsBytes)));
        int pageMap = ProcFile.Open("/proc/self/pagemap\0"u8);
        MapsLine before = default, last = default;
        while (maps.IndexOf((byte)'\n') is >= 0 and int length)
        {
            MapsLine mapping = MapsLine.Parse(maps[..length]);
            maps = maps[(length + 1)..];
            if (mapping.IsPrivateFile)
                ForgetWhatWasRead(mapping, pageMap);
            if (IsGap(before, last, mapping))
                KeepFromChildren(last);
            if (StartupLibraries.Contain(mapping.File))
                KeepFromChildren(mapping);
            before = last;
            last = mapping;
        }
        Raw.Close(pageMap);
        Raw.MUnmap(text, MostMapsBytes);
    }

    /// <summary>Whether the second of three neighbours is reserved, between two parts of one file.</summary>
    private static bool IsGap(MapsLine part, MapsLine gap, MapsLine next) =>
        gap.IsReserved && part.End == gap.Start && gap.End == next.Start && !part.File.IsEmpty && part.File.SequenceEqual(next.File);

    private static void KeepFromChildren(MapsLine mapping) =>
        Raw.MAdvise((void*)mapping.Start, mapping.End - mapping.Start, MManH.MADV_DONTFORK);

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
}
