using Sandbox.Core.Catalogue;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>A lock whose owner dies. It lies on the board, which all map: whatever the model, it is one and the same. Safe in a forked child.</summary>
internal static unsafe class OwnerFaults
{
    /// <summary>Makes the lock, robust or not as the argument says. In the host, before the first worker.</summary>
    /// <exception cref="MachineRefusedException">It is to be robust, and the kernel keeps no lists of robust locks.</exception>
    public static void MakeLock(WorkerJob* job)
    {
        long list, length;
        if (job->Argument == FaultArguments.RobustKind && Raw.Syscall(SyscallH.SYS_get_robust_list, 0, (nint)(&list), (nint)(&length), 0, 0, 0) != 0
            && Raw.Errno == ErrnoH.ENOSYS)
        {
            throw new MachineRefusedException("the fault lock-owner-dies:robust needs a kernel that keeps a list of robust locks (get_robust_list), which this one does not; expected lock-owner-dies:plain");
        }
        long* attributes = stackalloc long[2];
        Raw.MutexAttributesInit(attributes);
        Raw.MutexAttributesShared(attributes, PThreadH.PTHREAD_PROCESS_SHARED);
        Raw.MutexAttributesRobust(attributes, job->Argument == FaultArguments.RobustKind ? PThreadH.PTHREAD_MUTEX_ROBUST : PThreadH.PTHREAD_MUTEX_STALLED);
        Raw.MutexInit(&job->Header->Shared.OwnersLock, attributes);
    }

    /// <summary>Takes the lock and dies.</summary>
    public static void DieWithLock(WorkerJob* job)
    {
        Take(job);
        Volatile.Write(ref job->Header->Shared.OwnerHasLock, 1);
        Raw.Kill(Raw.GetPid(), SignalH.SIGKILL);
    }

    /// <summary>Stores the sum as all do that need the lock for it.</summary>
    public static void StoreWithLock(WorkerJob* job, long sum)
    {
        SharedArea* shared = &job->Header->Shared;
        // Who steps the run sees everybody stand before the fault.
        Gates.Pass(job->Header, job->Slot, job->FaultStep);
        // One that takes it earlier would never notice, and the lesson would depend on luck.
        while (Volatile.Read(ref shared->OwnerHasLock) == 0)
            Worker.Rest(200_000);
        Take(job);
        job->Results[job->Index] = sum;
        Raw.MutexUnlock(&shared->OwnersLock);
    }

    private static void Take(WorkerJob* job)
    {
        PThreadMutex* mutex = &job->Header->Shared.OwnersLock;
        if (Raw.MutexLock(mutex) == ErrnoH.EOWNERDEAD)
        {
            // What the lock guards is whole: the owner wrote nothing. Without this call nobody would get it again after us.
            Raw.MutexConsistent(mutex);
            job->Slot->ToldOwnerDead = 1;
        }
        Volatile.Write(ref job->Slot->GotOwnersLock, 1);
    }
}
