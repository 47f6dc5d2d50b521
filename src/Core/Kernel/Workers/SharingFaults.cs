using Sandbox.Core.Arrays;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>The faults that workers do to each other, by way of memory that they share.</summary>
internal static unsafe class SharingFaults
{
    private const int Garbage = -1000;

    /// <summary>Elements between two notes on the board.</summary>
    private const long Stride = 65_536;

    /// <summary>Takes two locks, in the opposite order to its neighbour.</summary>
    public static void Deadlock(WorkerJob* job)
    {
        // Neighbours differ in parity: one takes the even lock first, the other the odd one.
        SharedArea* shared = &job->Header->Shared;
        bool even = (job->Index & 1) == 0;
        Raw.MutexLock(even ? &shared->EvenLock : &shared->OddLock);
        // Only who holds a lock comes this far, so two do. Both wait here for the other: no luck is needed to deadlock.
        WorkerBarrier.Wait(shared, 2);
        Raw.MutexLock(even ? &shared->OddLock : &shared->EvenLock);
    }

    /// <summary>Makes the locks of <see cref="Deadlock"/>. In the host, before the first worker.</summary>
    public static void MakeLocks(WorkerJob* job)
    {
        SharedArea* shared = &job->Header->Shared;
        long* attributes = stackalloc long[2];
        Raw.MutexAttributesInit(attributes);
        Raw.MutexAttributesShared(attributes, PThreadH.PTHREAD_PROCESS_SHARED);
        Raw.MutexInit(&shared->EvenLock, attributes);
        Raw.MutexInit(&shared->OddLock, attributes);
    }

    /// <summary>Writes over the array, or over some pages of it: what the intruder does.</summary>
    public static void CorruptArray(WorkerJob* job)
    {
        // The elements of the pages, as PageRange.Elements has them.
        long perPage = job->PageSize / sizeof(int), start = 0, end = job->Length;
        if (job->Argument != PageRange.AllPages)
        {
            start = Math.Min(PageRange.First(job->Argument) * perPage, end);
            end = Math.Min((PageRange.Last(job->Argument) + 1) * perPage, end);
        }
        for (long at = start; at < end;)
        {
            long next = Math.Min(at + Stride, end);
            for (; at < next; at++)
                job->Array[at] = Garbage;
            Volatile.Write(ref job->Slot->Done, at - start);
        }
    }

    /// <summary>Writes over the results of its neighbours.</summary>
    public static void CorruptSums(WorkerJob* job)
    {
        Overwrite(job, job->Index - 1);
        Overwrite(job, job->Index + 1);
    }

    /// <summary>Adds to one total with all others, with the lock of the run or without any.</summary>
    public static void DataRace(WorkerJob* job)
    {
        long count = job->End - job->Start, first = 0;
        SharedArea* shared = &job->Header->Shared;
        // Without a lock the first update of each is held open between its read and its write until all have read: so that some are
        // lost every time, even on one processor. The others race as the machine lets them.
        long read = Volatile.Read(ref job->Total->Value.Number);
        WorkerBarrier.Wait(shared, job->Workers);
        if (job->Races)
        {
            first = Math.Min(count, 1);
            if (first > 0)
                Volatile.Write(ref job->Total->Value.Number, read + 1);
            WorkerBarrier.Wait(shared, 2 * job->Workers);
        }
        job->Slot->AddingFrom = Clock.Now;
        Add(job, count - first);
        Volatile.Write(ref job->Slot->AddedAt, Clock.Now);
    }

    private static void Add(WorkerJob* job, long count)
    {
        CountedTotal* total = job->Total;
        if (job->Take == null)
        {
            job->Add(total, count);
            return;
        }
        long held = job->Coarse ? Math.Max(1, count) : 1;
        for (long done = 0; done < count; done += held)
        {
            job->Take(total);
            LockCode.AddAlone(total, held);
            job->Give(total);
        }
    }

    private static void Overwrite(WorkerJob* job, int neighbour)
    {
        if (neighbour < 0 || neighbour >= job->Workers)
            return;
        // A neighbour that stores later would undo the damage, and the lesson would depend on luck. One that does this very
        // fault is not waited for: it may be waiting for us.
        while (Volatile.Read(ref job->Slots[neighbour].Stage) is >= 0 and < (int)WorkerStage.Faulting)
            Worker.Rest(200_000);
        job->Results[neighbour] = Garbage;
    }
}
