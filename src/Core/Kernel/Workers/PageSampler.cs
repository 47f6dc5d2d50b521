using System.Runtime.CompilerServices;
using Sandbox.Core.Arrays;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Kernel.Proc;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>
/// A worker's look at its own page map: exact, because nobody else can read it any more once the worker is a zombie
/// (proc_pid_pagemap(5)). It is taken before the worker's last act and written on the board. Safe in a forked child.
/// </summary>
internal static unsafe class PageSampler
{
    private const int WordsAtOnce = 512;

    /// <summary>Reads the calling process's page map of the array, if the run wants that, and notes it on the board.</summary>
    public static void Sample(WorkerJob* job)
    {
        if (job->LooksAtSections)
            SectionSampler.Sample(job);
        if (job->Header->PagesPerCell == 0)
            return;
        fixed (byte* path = "/proc/self/pagemap\0"u8)
        {
            int fd = Raw.Open(path, FcntlH.O_CLOEXEC, 0);
            if (fd < 0)
                return;
            Read(job, fd);
            Raw.Close(fd);
        }
    }

    /// <summary>Notes for another worker of the same address space what was noted for the first.</summary>
    public static void Copy(WorkerJob* from, WorkerJob* to)
    {
        (to->Slot->PagesShared, to->Slot->PagesOwn) = (from->Slot->PagesShared, from->Slot->PagesOwn);
        long cells = (from->Header->Pages + from->Header->PagesPerCell - 1) / Math.Max(1, from->Header->PagesPerCell);
        if (from->Cells != null)
            new ReadOnlySpan<byte>(from->Cells, (int)cells).CopyTo(new Span<byte>(to->Cells, (int)cells));
        Volatile.Write(ref to->Slot->PagesAt, from->Slot->PagesAt);
    }

    [SkipLocalsInit]
    private static void Read(WorkerJob* job, int fd)
    {
        ulong* words = stackalloc ulong[WordsAtOnce];
        WorkerSlot* slot = job->Slot;
        long pages = job->Header->Pages, perCell = job->Header->PagesPerCell, shared = 0, own = 0;
        long first = (long)((nuint)job->Array / job->PageSize);
        for (long done = 0; done < pages;)
        {
            long count = Math.Min(WordsAtOnce, pages - done);
            long got = Raw.PRead(fd, words, (nuint)count * sizeof(ulong), (nint)((first + done) * sizeof(ulong))) / sizeof(ulong);
            if (got <= 0)
                return;
            for (long i = 0; i < got; i++)
            {
                PageState state = PageMap.StateOf(words[i], job->Mapping);
                shared += state == PageState.Shared ? 1 : 0;
                own += state == PageState.Private ? 1 : 0;
                if (job->Cells != null && ((byte)state > job->Cells[(done + i) / perCell] || (done + i) % perCell == 0))
                    job->Cells[(done + i) / perCell] = (byte)state;
            }
            done += got;
        }
        slot->PagesShared = shared;
        slot->PagesOwn = own;
        Volatile.Write(ref slot->PagesAt, Clock.Now);
    }
}
