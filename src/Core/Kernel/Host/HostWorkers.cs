using System.Globalization;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Workers;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Host;

/// <summary>Starts the workers of a run as its model says, and sees them to their end.</summary>
internal static unsafe class HostWorkers
{
    /// <summary>Room for a worker and for a deep recursion that is to end soon.</summary>
    internal const int StackBytes = 256 * 1024;

    /// <summary>More than a thread takes: its objects, and above all the piece of the heap, 8 KiB, that its first one reserves.</summary>
    private const long BytesPerThread = 12 << 10;

    /// <summary>Standard error, which is a file of the supervisor's: a fresh program that cannot begin says why there.</summary>
    private const int ComplaintFd = 2;

    /// <summary>Runs all workers to their end; called once, in the host, with the array filled.</summary>
    public static void Run(HostRun run)
    {
        switch (run.Spec.ModelRow.Start)
        {
            case WorkerStart.InTurn:
                RunInTurn(run);
                break;
            case WorkerStart.Thread:
                RunThreads(run);
                break;
            case WorkerStart.Ranks:
                run.Ranks!.Run();
                break;
            default:
                RunChildren(run);
                break;
        }
    }

    /// <summary>One after the other, in this thread.</summary>
    private static void RunInTurn(HostRun run)
    {
        for (int turn = 0; turn < run.Count; turn++)
        {
            int index = run.InTurn(turn);
            WorkerJob* job = run.Job(index);
            run.Started(index, Raw.GetPid());
            // The loop goes on when the intruder is done: it cannot wait for a step that the worker after it comes to first.
            job->Exits = !job->Intruder;
            LiveAsThread(job);
        }
        run.NotePages();
    }

    private static void RunThreads(HostRun run)
    {
        ForbidCollections(run.Count);
        // All of them are there before one can end all: so that what is lost does not depend on who was quicker.
        run.Hold(Step.Start);
        Thread[] threads = new Thread[run.Count];
        for (int turn = 0; turn < run.Count; turn++)
        {
            int index = run.InTurn(turn);
            nint job = (nint)run.Job(index);
            threads[index] = new Thread(() => LiveAsThread((WorkerJob*)job), StackBytes);
            try
            {
                threads[index].Start();
            }
            catch (OutOfMemoryException)
            {
                // What the runtime makes of pthread_create's EAGAIN. The host's end is the end of the threads it has.
                run.StartFailed(index, WorkerStart.Thread, ErrnoH.EAGAIN);
                return;
            }
            run.Started(index, Raw.GetPid());
        }
        run.Release();
        for (int index = 0; index < run.Count; index++)
        {
            threads[index].Join();
            Volatile.Write(ref run.Job(index)->Slot->ReapedAt, Clock.Now);
        }
        run.NotePages();
    }

    /// <summary>The collector stops threads with a signal, and every signal has its default action here: there must be no collection.</summary>
    /// <exception cref="MachineRefusedException">The collector cannot set so much memory aside; the message says for how many threads it can.</exception>
    private static void ForbidCollections(int threads)
    {
        if (CanForbidCollections(threads))
            return;
        int most = 0;
        for (int above = threads; above - most > 1;)
        {
            int middle = most + ((above - most) / 2);
            bool fits = CanForbidCollections(middle);
            if (fits)
                GC.EndNoGCRegion();
            (most, above) = fits ? (middle, above) : (most, middle);
        }
        throw new MachineRefusedException(
            $"{threads} threads need {BytesFor(threads)} bytes of the runtime's heap, which it cannot set aside; {most} fit: use --workers {most} or fewer");
    }

    private static bool CanForbidCollections(int threads)
    {
        try
        {
            return GC.TryStartNoGCRegion(BytesFor(threads));
        }
        catch (ArgumentOutOfRangeException)
        {
            // More than a heap of this machine may have at all.
            return false;
        }
    }

    private static long BytesFor(int threads) => (256 << 10) + (threads * BytesPerThread);

    private static void LiveAsThread(WorkerJob* job)
    {
        Worker.Live(job);
        ThreadUsage.Note(job->Slot);
    }

    /// <summary>Starts them all, then waits.</summary>
    private static void RunChildren(HostRun run)
    {
        WaitStrategy strategy = run.Spec.WaitInUse!;
        WaitCode.Of(strategy).Prepare(run);
        if (run.HoldsWorkers(strategy))
            run.Hold(Step.Start);
        WorkerStart start = run.Spec.ModelRow.Start;
        int[] pids = new int[run.Count];
        bool refused = false;
        for (int turn = 0; turn < run.Count && !refused; turn++)
        {
            int index = run.InTurn(turn);
            int errno = Start(run, index, out int pid);
            refused = errno != 0;
            if (refused)
            {
                run.StartFailed(index, start, errno);
                continue;
            }
            pids[index] = pid;
            run.Started(index, pid);
        }
        if (run.Spec.Orphan && !refused)
            run.Leave();
        run.WaitForChildren(strategy, pids, end: refused);
        HostTimer.Stop();
        run.Programs?.Finish();
    }

    /// <summary>Starts one worker that is a child.</summary>
    /// <param name="run">The run.</param>
    /// <param name="index">The worker.</param>
    /// <param name="pid">Its pid.</param>
    /// <returns>0, or the error's number.</returns>
    public static int Start(HostRun run, int index, out int pid) => run.Spec.ModelRow.Start switch
    {
        WorkerStart.Fork => Fork(run, index, out pid),
        WorkerStart.VFork => VFork(run, index, out pid),
        WorkerStart.Program => run.Programs!.Start(index, out pid),
        _ => SpawnWorker(run, index, out pid),
    };

    private static int Fork(HostRun run, int index, out int pid)
    {
        pid = ForkGate.Fork(run.Job(index));
        return pid < 0 ? Raw.Errno : 0;
    }

    private static int VFork(HostRun run, int index, out int pid)
    {
        pid = ForkGate.VFork(run.Job(index), run.BorrowersStack);
        return pid < 0 ? Raw.Errno : 0;
    }

    private static int SpawnWorker(HostRun run, int index, out int pid) => Spawn.Start(
        [
            HostProgram.Itself,
            SpawnedWorker.Verb,
            Raw.GetPid().ToString(CultureInfo.InvariantCulture),
            index.ToString(CultureInfo.InvariantCulture),
            .. RunSpecText.Shown(run.Spec),
        ],
        HostProgram.Variables,
        [-1, -1, ComplaintFd, HostProcess.BoardFd, -1, run.Array.Fd],
        default,
        out pid);
}
