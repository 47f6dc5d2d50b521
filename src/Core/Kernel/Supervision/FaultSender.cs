using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Supervision;

/// <summary>
/// Sends the signal of a fault to workers that are somebody else's program. Each gets it behind its exec and before its first instruction: this
/// thread traces it as long as that takes, so that no worker is too quick. Where nothing can be traced the signal comes a moment later.
/// </summary>
internal sealed unsafe class FaultSender : IDisposable
{
    private const int LookMs = 1;

    private readonly Board _board;
    private readonly RunSpec _spec;
    private readonly int _signal;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _over = new();

    private FaultSender(Board board, RunSpec spec, int signal)
    {
        (_board, _spec, _signal) = (board, spec, signal);
        _thread = new Thread(Work) { IsBackground = true, Name = "fault" };
        _thread.Start();
    }

    /// <summary>A sender for a run whose fault is one; <c>null</c> for others.</summary>
    public static FaultSender? For(RunSpec spec, Board board) =>
        spec.ModelRow.RunsProgram && spec.FaultRow.SignalSent(spec.FaultValue) is { } signal ? new FaultSender(board, spec, signal) : null;

    /// <summary>Ends it. No worker may be alive that waits for it.</summary>
    public void Dispose()
    {
        _over.Set();
        _thread.Join();
        _over.Dispose();
    }

    private void Work()
    {
        List<int> left = [.. _spec.Faulty];
        while (left.Count > 0 && !_over.Wait(LookMs))
            left.RemoveAll(index => Serve(index) && _board.Slots[index].Life >= _spec.Restart);
    }

    /// <summary>Serves a worker that has come to its fault, once in each of its lives.</summary>
    /// <returns>Whether it has been served.</returns>
    private bool Serve(int index)
    {
        WorkerSlot* slot = _board.Slots + index;
        int pid = Volatile.Read(ref slot->Pid);
        if (pid == 0 || Volatile.Read(ref slot->Stage) != (int)WorkerStage.Faulting || Volatile.Read(ref slot->SenderReady) != 0)
            return false;
        bool traced = PTrace.Call(PTraceH.PTRACE_SEIZE, pid, 0, PTraceH.PTRACE_O_TRACEEXEC) == 0;
        Volatile.Write(ref slot->SenderReady, 1);
        if (!traced)
        {
            _over.Wait(LookMs);
            Raw.Kill(pid, _signal);
            return true;
        }
        while (LibC.Wait(pid, WaitH.__WALL, out int status, out _, out int errno) == pid || errno == ErrnoH.EINTR)
        {
            if ((status & 0xff) != 0x7f)
                break;
            if (status >> 16 == PTraceH.PTRACE_EVENT_EXEC)
            {
                Raw.Kill(pid, _signal);
                // One that is dying already cannot be let go: its end is for the tracer first, and for its parent then.
                if (PTrace.Call(PTraceH.PTRACE_DETACH, pid, 0, 0) == 0)
                    break;
                continue;
            }
            PTrace.Call(PTraceH.PTRACE_CONT, pid, 0, status >> 16 == 0 ? (status >> 8) & 0xff : 0);
        }
        return true;
    }
}
