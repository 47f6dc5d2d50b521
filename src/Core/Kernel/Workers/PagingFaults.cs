using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>What counts page faults: reading a slice, writing to its pages, reading a file that is on the disk alone. Safe in a forked child.</summary>
internal static unsafe class PagingFaults
{
    private const int OwnerMayReadAndWrite = 0b110_000_000;
    private const int MincoreAtOnce = 4096;
    private const int OnceThroughTheLoops = 127;

    /// <summary>Adds up the slice, and notes how many page faults that took.</summary>
    public static long SumCounting(WorkerJob* job)
    {
        // Code that runs for the first time faults too: all of it once before, with memory that is there.
        int* some = stackalloc int[OnceThroughTheLoops];
        long end = job->End;
        job->End = job->Start;
        _ = Worker.SumSlice(job) + SumKernel.Sum(some, OnceThroughTheLoops) + Minor();
        job->End = end;
        long before = Minor();
        long sum = Worker.SumSlice(job);
        job->Slot->ReadFaults = Minor() - before + 1;
        return sum;
    }

    /// <summary>Writes one element of each page back as it is, and notes how many page faults that took.</summary>
    public static void WritePages(WorkerJob* job)
    {
        long perPage = job->PageSize / sizeof(int), first = job->Start / perPage;
        long pages = job->End > job->Start ? ((job->End - 1) / perPage) - first + 1 : 0;
        if (job->Argument != 0)
            pages = Math.Min(pages, job->Argument);
        Write(job, first, perPage, 0);
        long before = Minor();
        Write(job, first, perPage, pages);
        job->Slot->WriteFaults = Minor() - before + 1;
        job->Slot->PagesWritten = pages + 1;
    }

    /// <summary>Writes pages of the array to a file, has the kernel drop them, reads them again, and notes what that took.</summary>
    public static void ColdFile(WorkerJob* job)
    {
        WorkerSlot* slot = job->Slot;
        nuint bytes = (nuint)job->Argument * job->PageSize;
        // The array's pages again and again, as far as it has whole ones.
        nuint whole = (nuint)(job->Length * sizeof(int)) / job->PageSize * job->PageSize;
        byte* file = whole > 0
            ? MapDropped(job->Folder, job->Array, whole, bytes, out int errno)
            : MapDropped(job->Folder, job->Header, job->PageSize, bytes, out errno);
        if (file == null)
            Raw.Exit(errno);
        slot->FileResident = Resident(file, bytes, job->PageSize);
        RUsage before, after;
        Raw.GetRUsage(ResourceH.RUSAGE_THREAD, &before);
        int seen = 0;
        for (nuint at = 0; at < bytes; at += job->PageSize)
            seen += Volatile.Read(ref file[at]);
        Raw.GetRUsage(ResourceH.RUSAGE_THREAD, &after);
        Volatile.Write(ref job->Zero, seen & 0);
        slot->FileMajorFaults = after.MajorFaults - before.MajorFaults;
        slot->FileMinorFaults = after.MinorFaults - before.MinorFaults;
        slot->FilePages = job->Argument + 1;
        Raw.MUnmap(file, bytes);
    }

    /// <summary>Minor page faults of the calling thread so far.</summary>
    public static long Minor()
    {
        RUsage usage;
        Raw.GetRUsage(ResourceH.RUSAGE_THREAD, &usage);
        return usage.MinorFaults;
    }

    private static void Write(WorkerJob* job, long first, long perPage, long pages)
    {
        for (long page = first; page < first + pages; page++)
        {
            int* element = job->Array + Math.Max(job->Start, page * perPage);
            Volatile.Write(ref *element, Volatile.Read(ref *element));
        }
    }

    /// <summary>A mapping of a file without a name that holds some memory, again and again, and whose pages are on the disk alone.</summary>
    /// <returns>Its address; null with the error where a call failed.</returns>
    public static byte* MapDropped(byte* folder, void* content, nuint length, nuint bytes, out int errno)
    {
        int fd = Raw.Open(folder, FcntlH.O_RDWR | OpenH.O_TMPFILE | FcntlH.O_CLOEXEC, OwnerMayReadAndWrite);
        void* mapped = null;
        bool made = fd >= 0 && Fill(fd, (byte*)content, length, bytes)
            && Raw.Syscall(SyscallH.SYS_fsync, fd, 0, 0, 0, 0, 0) == 0
            && Raw.Syscall(SyscallH.SYS_fadvise64, fd, 0, 0, OpenH.POSIX_FADV_DONTNEED, 0, 0) == 0
            && (nint)(mapped = Raw.MMap(null, bytes, MManH.PROT_READ, MManH.MAP_SHARED, fd, 0)) != MManH.MAP_FAILED;
        errno = made ? 0 : Raw.Errno;
        if (fd >= 0)
            Raw.Close(fd);
        if (!made)
            return null;
        // Without it one read brings pages that nobody asked for yet, and how many depends on the machine.
        Raw.MAdvise(mapped, bytes, MManH.MADV_RANDOM);
        return (byte*)mapped;
    }

    private static bool Fill(int fd, byte* content, nuint length, nuint bytes)
    {
        for (nuint done = 0; done < bytes;)
        {
            nuint from = done % length;
            nint wrote = Raw.Write(fd, content + from, Math.Min(bytes - done, length - from));
            if (wrote <= 0)
                return false;
            done += (nuint)wrote;
        }
        return true;
    }

    /// <summary>How many pages of a mapped file the kernel has in memory; see mincore(2).</summary>
    public static long Resident(byte* file, nuint bytes, uint page)
    {
        byte* there = stackalloc byte[MincoreAtOnce];
        long resident = 0;
        for (nuint done = 0; done < bytes; done += MincoreAtOnce * page)
        {
            nuint part = Math.Min(bytes - done, MincoreAtOnce * page);
            if (Raw.Syscall(SyscallH.SYS_mincore, (nint)(file + done), (nint)part, (nint)there, 0, 0, 0) != 0)
                return -1;
            for (nuint i = 0; i < part / page; i++)
                resident += there[i] & 1;
        }
        return resident;
    }
}
