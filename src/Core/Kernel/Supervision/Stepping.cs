using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Supervision;

/// <summary>A stepped run from the side of the person who steps it.</summary>
internal static unsafe class Stepping
{
    /// <summary>When the run was let go on for good, in nanoseconds of CLOCK_MONOTONIC; <c>null</c> before.</summary>
    public static long? OpenedAt(Board board) => Volatile.Read(ref board.Header->OpenedAt) is var at and not 0 ? at : null;

    /// <summary>Where the run stands; <c>null</c> where it goes on for good.</summary>
    /// <param name="board">The board.</param>
    /// <param name="inTurn">Whether one thread does what all workers do, one after the other: then one that waits is all that wait.</param>
    public static StepStop? Read(Board board, bool inTurn)
    {
        int gate = Volatile.Read(ref board.Header->Gate);
        if (gate >= (int)Step.Wait)
            return null;
        Step next = (Step)(gate + 1);
        return new StepStop(next, IsSettled(board, next, inTurn));
    }

    /// <summary>Opens the gate by one step.</summary>
    public static bool Advance(Board board)
    {
        int gate = Volatile.Read(ref board.Header->Gate);
        if (gate >= (int)Step.Wait)
            return false;
        Gates.Open(board.Header, (Step)(gate + 1));
        return true;
    }

    /// <summary>Opens the gate by one step for one worker that waits at it.</summary>
    public static bool Advance(Board board, int worker)
    {
        WorkerSlot* slot = board.Slots + worker;
        int waitsFor = Volatile.Read(ref slot->Step);
        if (waitsFor == 0)
            return false;
        Gates.OpenFor(board.Header, slot, (Step)waitsFor);
        return true;
    }

    /// <summary>Opens the gate for good.</summary>
    public static bool RunOn(Board board)
    {
        if (board.Header->OpenedAt == 0)
            Volatile.Write(ref board.Header->OpenedAt, Clock.Now);
        Gates.Open(board.Header, Step.Open);
        return true;
    }

    private static bool IsSettled(Board board, Step next, bool inTurn)
    {
        bool hostWaits = Volatile.Read(ref board.Header->HostStep) != 0;
        if (next <= Step.Start)
            return Volatile.Read(ref board.Header->HostStep) == (int)next;
        for (int index = 0; index < board.SlotCount; index++)
        {
            WorkerSlot* slot = board.Slots + index;
            int pid = Volatile.Read(ref slot->Pid);
            bool there = pid != 0 && Volatile.Read(ref slot->Tid) != 0;
            bool waits = Volatile.Read(ref slot->Step) >= (int)next || WaitsForOthers(slot);
            if (waits && inTurn)
                return true;
            if (!waits && !inTurn && !(there && HasEnded(slot, pid)))
                return false;
        }
        // Threads are joined, not waited for: their host never comes to that step.
        return next < Step.Wait ? !inTurn : hostWaits;
    }

    /// <summary>Whether it is a rank that waits in a call of MPI's for those that are still at the gate.</summary>
    private static bool WaitsForOthers(WorkerSlot* slot) =>
        (WorkerStage)Volatile.Read(ref slot->Stage) is WorkerStage.Reducing or WorkerStage.Agreeing or WorkerStage.Mending or WorkerStage.Leaving;

    private static bool HasEnded(WorkerSlot* slot, int pid) =>
        Volatile.Read(ref slot->ReapedAt) != 0 || ProcStat.Read(pid) is not { IsAlive: true };
}
