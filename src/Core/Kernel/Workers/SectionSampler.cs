using System.Runtime.CompilerServices;
using Sandbox.Core.Arrays;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Kernel.Proc;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>
/// A worker's look at the mappings of the program that it runs: its code and its data, in its own address space and in its host's, page by
/// page. It is taken before the worker's last act and written on the board. Safe in a forked child.
/// </summary>
internal static unsafe class SectionSampler
{
    private const int TextRoom = 32 * 1024, WordsAtOnce = 256;

    /// <summary>Looks, and notes what was seen.</summary>
    [SkipLocalsInit]
    public static void Sample(WorkerJob* job)
    {
        byte* text = stackalloc byte[TextRoom];
        int length = ReadMaps(text);
        long file = FileOf(text, length, (ulong)(delegate*<WorkerJob*, void>)&Sample);
        SectionTable* table = &job->Header->Sections;
        table->Count = 0;
        int count = 0, cells = 0;
        long pages = 0;
        for (int at = 0; at < length;)
        {
            Mapped mapped = Parse(text, length, ref at);
            pages += mapped.File == file && file != 0 ? (long)(mapped.End - mapped.Start) / job->PageSize : 0;
        }
        table->PagesPerCell = (int)Math.Max(1, (pages + SectionTable.MostCells - SectionTable.MostRows - 1) / (SectionTable.MostCells - SectionTable.MostRows));
        table->Frames = 0;
        byte* path = stackalloc byte[32];
        int own = Open("/proc/self/pagemap\0"u8), host = job->LooksAtHost ? Open(HostPath(path, job->HostPid)) : -1;
        for (int at = 0; at < length && count < SectionTable.MostRows && own >= 0;)
        {
            Mapped mapped = Parse(text, length, ref at);
            if (mapped.File != file || file == 0)
                continue;
            ref SectionRow row = ref table->Rows[count++];
            row = new SectionRow { Pages = (long)(mapped.End - mapped.Start) / job->PageSize, Permissions = mapped.Permissions, FirstCell = cells };
            row.Cells = (row.Pages + table->PagesPerCell - 1) / table->PagesPerCell;
            if (host < 0)
                (row.ParentShared, row.ParentPrivate) = (-1, -1);
            Compare(table, ref row, (long)(mapped.Start / job->PageSize), own, host);
            cells += (int)row.Cells;
        }
        if (own >= 0)
            Raw.Close(own);
        if (host >= 0)
            Raw.Close(host);
        table->Worker = job->Index;
        Volatile.Write(ref table->Count, count);
    }

    [SkipLocalsInit]
    private static void Compare(SectionTable* table, ref SectionRow row, long first, int own, int host)
    {
        ulong* child = stackalloc ulong[WordsAtOnce];
        ulong* parent = stackalloc ulong[WordsAtOnce];
        new Span<byte>(table->Cells + row.FirstCell, (int)row.Cells).Clear();
        for (long done = 0; done < row.Pages;)
        {
            long count = Math.Min(WordsAtOnce, row.Pages - done);
            nint bytes = (nint)count * sizeof(ulong), offset = (nint)(first + done) * sizeof(ulong);
            if (Raw.PRead(own, child, (nuint)bytes, offset) != bytes)
                return;
            bool both = host >= 0 && Raw.PRead(host, parent, (nuint)bytes, offset) == bytes;
            for (int i = 0; i < count; i++)
            {
                PageState state = PageMap.StateOfOwn(child[i]);
                row.ChildShared += state == PageState.Shared ? 1 : 0;
                row.ChildPrivate += state == PageState.Private ? 1 : 0;
                byte* cell = table->Cells + row.FirstCell + ((done + i) / table->PagesPerCell);
                *cell = Math.Max(*cell, (byte)state);
                if (!both)
                    continue;
                PageState theirs = PageMap.StateOfOwn(parent[i]);
                row.ParentShared += theirs == PageState.Shared ? 1 : 0;
                row.ParentPrivate += theirs == PageState.Private ? 1 : 0;
                ulong frame = PageMap.FrameOf(child[i]);
                row.Same += frame != 0 && frame == PageMap.FrameOf(parent[i]) ? 1 : 0;
                table->Frames |= frame != 0 ? 1 : 0;
            }
            done += count;
        }
    }

    private static int ReadMaps(byte* into)
    {
        int fd = Open("/proc/self/maps\0"u8), filled = 0;
        if (fd < 0)
            return 0;
        for (nint got; filled < TextRoom && (got = Raw.PRead(fd, into + filled, (nuint)(TextRoom - filled), filled)) > 0; filled += (int)got)
        {
        }
        Raw.Close(fd);
        return filled;
    }

    /// <summary>The file that is mapped at an address, as device and inode; 0 for none.</summary>
    private static long FileOf(byte* text, int length, ulong address)
    {
        for (int at = 0; at < length;)
        {
            Mapped mapped = Parse(text, length, ref at);
            if (address >= mapped.Start && address < mapped.End)
                return mapped.File;
        }
        return 0;
    }

    /// <summary>One line: <c>5581a0000000-5581a0010000 r-xp 00000000 fe:00 1234 /path</c>.</summary>
    private static Mapped Parse(byte* text, int length, ref int at)
    {
        Mapped mapped = default;
        mapped.Start = Hex(text, length, ref at);
        at++;
        mapped.End = Hex(text, length, ref at);
        at++;
        for (int bit = 0; bit < 3 && at < length; bit++)
            mapped.Permissions |= text[at++] != '-' ? 1 << bit : 0;
        at += 2;
        Hex(text, length, ref at);
        at++;
        ulong device = Hex(text, length, ref at) << 8;
        at++;
        device |= Hex(text, length, ref at);
        at++;
        long inode = 0;
        for (; at < length && text[at] is >= (byte)'0' and <= (byte)'9'; at++)
            inode = (inode * 10) + text[at] - '0';
        mapped.File = inode == 0 ? 0 : inode ^ (long)(device << 40);
        while (at < length && text[at] != '\n')
            at++;
        at++;
        return mapped;
    }

    private static ulong Hex(byte* text, int length, ref int at)
    {
        ulong number = 0;
        for (; at < length; at++)
        {
            int digit = text[at] is >= (byte)'0' and <= (byte)'9' ? text[at] - '0' : text[at] is >= (byte)'a' and <= (byte)'f' ? text[at] - 'a' + 10 : -1;
            if (digit < 0)
                break;
            number = (number << 4) + (ulong)digit;
        }
        return number;
    }

    /// <summary>The path of a process's page map, with a zero at its end.</summary>
    private static ReadOnlySpan<byte> HostPath(byte* room, int pid)
    {
        const int Digits = 10, Before = 6;
        "/proc/"u8.CopyTo(new Span<byte>(room, Before));
        int digits = 0;
        for (int rest = pid; rest > 0; rest /= 10)
            digits++;
        int number = pid;
        for (int i = digits - 1; i >= 0 && digits <= Digits; i--, number /= 10)
            room[Before + i] = (byte)('0' + (number % 10));
        "/pagemap\0"u8.CopyTo(new Span<byte>(room + Before + digits, 9));
        return new ReadOnlySpan<byte>(room, Before + digits + 9);
    }

    private static int Open(ReadOnlySpan<byte> path)
    {
        fixed (byte* name = path)
            return Raw.Open(name, FcntlH.O_RDONLY | FcntlH.O_CLOEXEC, 0);
    }

    private struct Mapped
    {
        public ulong Start, End;
        public int Permissions;
        public long File;
    }
}
