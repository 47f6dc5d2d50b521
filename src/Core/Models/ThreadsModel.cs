using Sandbox.Core.Hosting;
using Sandbox.Core.Native;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Models;

/// <summary>Kernel threads of the host: one address space, one fate.</summary>
public sealed unsafe class ThreadsModel : ExecutionModel
{
    /// <summary>Room for a worker and for a deep recursion that is to end soon.</summary>
    private const int StackBytes = 256 * 1024;

    /// <summary>More than a thread takes: its objects, and above all the piece of the heap, 8 KiB, that its first one reserves; see <see cref="Run"/>.</summary>
    private const long BytesPerThread = 12 << 10;

    /// <inheritdoc/>
    public override string Id => "threads";

    /// <inheritdoc/>
    public override string Workers => "kernel threads of the host";

    /// <inheritdoc/>
    public override string Array => "one address space";

    /// <inheritdoc/>
    public override string Summary => "no isolation: one fault ends all";

    /// <inheritdoc/>
    public override WorkerKind Kind => WorkerKind.Thread;

    internal override void Run(HostRun run)
    {
        // The collector stops threads with a signal, and every signal has its default action here: there must be no collection.
        GC.TryStartNoGCRegion((256 << 10) + (run.Board.SlotCount * BytesPerThread));
        // All of them are there before one can end all: so that what is lost does not depend on who was quicker.
        run.Hold(Step.Start);
        Thread[] threads = new Thread[run.Count];
        for (int turn = 0; turn < run.Count; turn++)
        {
            int index = run.InTurn(turn);
            nint job = (nint)run.Job(index);
            threads[index] = new Thread(() => Live((WorkerJob*)job), StackBytes);
            run.Started(index, Raw.GetPid());
            try
            {
                threads[index].Start();
            }
            catch (OutOfMemoryException)
            {
                // What the runtime makes of pthread_create's EAGAIN. The host's end is the end of the threads it has.
                run.StartFailed(index, HostCall.Thread, ErrnoH.EAGAIN);
                return;
            }
        }
        run.Release();
        for (int index = 0; index < run.Count; index++)
        {
            threads[index].Join();
            Volatile.Write(ref run.Job(index)->Slot->ReapedAt, Clock.Now);
        }
        run.NotePages();
    }

    private static void Live(WorkerJob* job)
    {
        Worker.Live(job);
        ThreadUsage.Note(job->Slot);
    }
}
