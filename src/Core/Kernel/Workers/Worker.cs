using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>
/// What a worker does, the same in every model: pass the gate, sum the slice, do the fault if it is its turn, store the sum. All of
/// it may run in a forked child, where nothing may be allocated, locked or thrown: it calls nothing but <see cref="Raw"/>.
/// </summary>
internal static unsafe class Worker
{
    /// <summary>Elements between two notes on the board: 256 KiB, some tens of microseconds.</summary>
    private const long Stride = 65_536;

    /// <summary>A paced worker rests this often over its slice.</summary>
    private const long Rests = 50;

    /// <summary>A worker's whole life as a child process; does not return.</summary>
    public static void LiveAsChild(WorkerJob* job)
    {
        if (job->EventPipe >= 0)
            Raw.Close(job->EventPipe);
        // A host that waits has a handler for its timer, which the first children are started before.
        SigAction usual = default;
        if (job->Slot->Life > 0)
            Raw.SigAction(SignalH.SIGALRM, &usual, null);
        if (job->Orphan)
            AwaitAdoption(job);
        else
            DieWith(job->HostPid);
        if (job->Program != null)
            ProgramWorker.Live(job);
        Live(job);
        Raw.Exit(0);
    }

    /// <summary>The same, where the child was started by clone(2).</summary>
    public static int LiveAsBorrower(WorkerJob* job)
    {
        LiveAsChild(job);
        return 0;
    }

    /// <summary>
    /// Waits until the host has ended and its supervisor has adopted this process, which dies with the supervisor from then on. Until
    /// then it asks again and again whose child it is, and ends where the answer is neither: the supervisor died, and the host with it.
    /// </summary>
    public static void AwaitAdoption(WorkerJob* job)
    {
        int supervisor = job->Header->Supervisor, parent;
        while ((parent = Raw.GetParentPid()) == job->HostPid)
        {
            Volatile.Write(ref job->Slot->OldParent, parent);
            Rest(200_000);
        }
        DieWith(supervisor);
        Volatile.Write(ref job->Slot->NewParent, supervisor);
    }

    /// <summary>Has the kernel kill this process when its parent ends, and ends it if that has happened already.</summary>
    public static void DieWith(int parent)
    {
        Raw.PrCtl(PrCtlH.PR_SET_PDEATHSIG, SignalH.SIGKILL, 0, 0, 0);
        if (Raw.GetParentPid() != parent)
            Raw.Exit(0);
    }

    /// <summary>A worker's life from the gate to the stored sum.</summary>
    public static void Live(WorkerJob* job)
    {
        WorkerSlot* slot = job->Slot;
        slot->Pid = Raw.GetPid();
        slot->Tid = (int)Raw.Syscall(SyscallH.SYS_gettid, 0, 0, 0, 0, 0, 0);
        slot->ArrayAt = (nint)job->Array;
        slot->StartedAt = Clock.Now;
        if (job->Header->CoreFolder != 0)
            EnterOwnFolder(slot->Pid);
        WorkerLimits.Apply(job);
        if (job->Intruder)
        {
            Gates.Pass(job->Header, slot, job->FaultStep);
            DoFault(job);
        }
        else
        {
            Gates.Pass(job->Header, slot, job->ReadStep);
            Enter(slot, WorkerStage.Summing);
            long sum = job->CountsFaults ? PagingFaults.SumCounting(job) : SumSlice(job);
            Enter(slot, WorkerStage.Summed);
            if (job->Faulty)
            {
                Gates.Pass(job->Header, slot, job->FaultStep);
                DoFault(job);
            }
            if (job->Store != null)
                job->Store(job, sum);
            else
                job->Results[job->Index] = sum;
        }
        Enter(slot, WorkerStage.Stored);
        if (job->LooksAtPages)
            PageSampler.Sample(job);
        if (job->OpensGate)
            Gates.Open(job->Header, Step.Open);
        if (job->Exits)
            Gates.Pass(job->Header, slot, Step.Exit);
        if (job->Leave != null)
            job->Leave(job);
        slot->EndedAt = Clock.Now;
        Enter(slot, WorkerStage.Ended);
    }

    /// <summary>Makes a folder in the host's working directory, named by a pid, and works there: a core file with any name is this process's own.</summary>
    private static void EnterOwnFolder(int pid)
    {
        const int Room = 16, OwnerOnly = 0b111_000_000;
        byte* name = stackalloc byte[Room];
        byte* first = name + Room - 1;
        *first = 0;
        for (int rest = pid; rest > 0; rest /= 10)
            *--first = (byte)('0' + (rest % 10));
        Raw.Syscall(SyscallH.SYS_mkdirat, StatH.AT_FDCWD, (nint)first, OwnerOnly, 0, 0, 0);
        Raw.Syscall(SyscallH.SYS_chdir, (nint)first, 0, 0, 0, 0, 0);
    }

    /// <summary>Announces the fault on the board, then does it.</summary>
    private static void DoFault(WorkerJob* job)
    {
        PageSampler.Sample(job);
        job->Slot->FaultAt = Clock.Now;
        Enter(job->Slot, WorkerStage.Faulting);
        if (job->NotesSignal)
            StartC.NoteSignal(&job->Slot->Noted);
        job->Fault(job);
    }

    /// <summary>Adds up the slice.</summary>
    public static long SumSlice(WorkerJob* job)
    {
        long length = job->End - job->Start, stride = Stride, sum = 0;
        long rest = job->Pace / Rests;
        if (rest > 0)
            stride = Math.Max(1, length / Rests);
        for (long done = 0; done < length;)
        {
            long count = Math.Min(stride, length - done);
            sum += SumKernel.Sum(job->Array + job->Start + done, count);
            done += count;
            Volatile.Write(ref job->Slot->Done, done);
            if (rest > 0)
                Rest(rest);
        }
        return sum;
    }

    /// <summary>Sleeps. Safe in a forked child.</summary>
    /// <param name="nanoseconds">At least how long.</param>
    public static void Rest(long nanoseconds)
    {
        TimeSpec left;
        left.Seconds = nanoseconds / 1_000_000_000;
        left.Nanoseconds = nanoseconds % 1_000_000_000;
        while (Raw.NanoSleep(&left, &left) != 0 && Raw.Errno == ErrnoH.EINTR)
        {
        }
    }

    /// <summary>Notes how far a worker has come.</summary>
    public static void Enter(WorkerSlot* slot, WorkerStage stage) => Volatile.Write(ref slot->Stage, (int)stage);
}
