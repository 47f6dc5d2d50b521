using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Boards;

/// <summary>
/// The gate on the board: whoever comes to a step waits until the gate has its number. Waiting costs nothing (futex(2)), and works
/// between threads, forked children and fresh programs alike. Safe in a forked child.
/// </summary>
internal static unsafe class Gates
{
    /// <summary>Waits until a worker may take a step: the gate is open so far for all, or for this one.</summary>
    public static void Pass(BoardHeader* header, WorkerSlot* slot, Step step)
    {
        while (true)
        {
            // Read before the numbers: a change that comes in between makes the wait return at once.
            int changes = Volatile.Read(ref header->GateChanges);
            if (Volatile.Read(ref header->Gate) >= (int)step || Volatile.Read(ref slot->Pass) >= (int)step)
                break;
            slot->Step = (int)step;
            Volatile.Write(ref slot->Stage, (int)WorkerStage.AtGate);
            Wait(header, changes);
        }
        slot->Step = 0;
    }

    /// <summary>Waits until the host may take a step.</summary>
    public static void PassAsHost(BoardHeader* header, Step step)
    {
        while (true)
        {
            int changes = Volatile.Read(ref header->GateChanges);
            if (Volatile.Read(ref header->Gate) >= (int)step)
                break;
            Volatile.Write(ref header->HostStep, (int)step);
            Wait(header, changes);
        }
        Volatile.Write(ref header->HostStep, 0);
    }

    /// <summary>Opens the gate for all, up to a step.</summary>
    public static void Open(BoardHeader* header, Step upTo)
    {
        Volatile.Write(ref header->Gate, (int)upTo);
        WakeAll(header);
    }

    /// <summary>Opens the gate for one worker, up to a step.</summary>
    public static void OpenFor(BoardHeader* header, WorkerSlot* slot, Step upTo)
    {
        Volatile.Write(ref slot->Pass, (int)upTo);
        WakeAll(header);
    }

    private static void WakeAll(BoardHeader* header)
    {
        Interlocked.Increment(ref header->GateChanges);
        Raw.Syscall(SyscallH.SYS_futex, (nint)(&header->GateChanges), FutexH.FUTEX_WAKE, int.MaxValue, 0, 0, 0);
    }

    private static void Wait(BoardHeader* header, int changes) =>
        Raw.Syscall(SyscallH.SYS_futex, (nint)(&header->GateChanges), FutexH.FUTEX_WAIT, changes, 0, 0, 0);
}
