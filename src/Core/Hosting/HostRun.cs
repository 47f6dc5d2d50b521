using Sandbox.Core.Faults;
using Sandbox.Core.Memory;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Runs;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Hosting;

/// <summary>A run as its host has it in hand: the spec, the board, the array, one job a worker, and the pipe to the screen.</summary>
internal sealed unsafe class HostRun
{
    private readonly int _pipe;
    private readonly WorkerJob* _jobs;

    /// <summary>Lays out the jobs; no worker is started.</summary>
    public HostRun(RunSpec spec, Board board, Arena arena, Fault fault, int pipe)
    {
        (Spec, Board, Arena, _pipe) = (spec, board, arena, pipe);
        HasIntruder = fault.Actor == FaultActor.Intruder;
        _jobs = (WorkerJob*)System.Runtime.InteropServices.NativeMemory.AllocZeroed((nuint)board.SlotCount, (nuint)sizeof(WorkerJob));
        for (int index = 0; index < board.SlotCount; index++)
            _jobs[index] = JobFor(spec, board, arena, fault, index, Raw.GetPid(), pipe);
        IntruderOpensGate = HasIntruder && spec.Order == RunOrder.IntruderFirst;
        if (IntruderOpensGate)
            CloseGate();
    }

    /// <summary>When the first worker was about to be started, in nanoseconds of CLOCK_MONOTONIC.</summary>
    public long StartedAt { get; private set; }

    /// <summary>What is run.</summary>
    public RunSpec Spec { get; }

    /// <summary>The board.</summary>
    public Board Board { get; }

    /// <summary>The array.</summary>
    public Arena Arena { get; }

    /// <summary>Whether an intruder takes part.</summary>
    public bool HasIntruder { get; }

    /// <summary>Whether the others wait at the gate until the intruder is done.</summary>
    public bool IntruderOpensGate { get; }

    /// <summary>How many workers take part, an intruder included.</summary>
    public int Count => Board.SlotCount;

    /// <summary>Which worker is started as number <paramref name="turn"/>: an intruder first, then 0, 1, 2 ...</summary>
    public int InTurn(int turn) => HasIntruder ? (turn + Spec.Workers) % Count : turn;

    /// <summary>A worker's job.</summary>
    public WorkerJob* Job(int index) => _jobs + index;

    /// <summary>The job of one worker, for an array and a board as they lie in its address space.</summary>
    public static WorkerJob JobFor(
        RunSpec spec, Board board, Arena arena, Fault fault, int index, int hostPid, int pipe)
    {
        bool intruder = index == spec.Workers;
        Slice slice = intruder ? new Slice(0, 0) : Slice.Of(index, spec.Workers, spec.Length);
        return new WorkerJob
        {
            Index = index,
            Workers = spec.Workers,
            Intruder = intruder,
            OpensGate = intruder && spec.Order == RunOrder.IntruderFirst,
            Faulty = spec.Faulty.AsSpan().BinarySearch(index) >= 0,
            HostPid = hostPid,
            EventPipe = pipe,
            Header = board.Header,
            Slots = board.Slots,
            Results = board.Results,
            Array = arena.Memory,
            ArenaKind = arena.Kind,
            PageSize = (uint)Environment.SystemPageSize,
            Cells = board.CellsOf(index),
            Length = spec.Length,
            Start = slice.Start,
            End = slice.End,
            Pace = (long)(spec.Pace * 1e9),
            Argument = fault.Argument?.Parse(spec.FaultArgument!) ?? 0,
            Deed = fault.Deed,
        };
    }

    /// <summary>Holds the workers at the gate.</summary>
    public void CloseGate() => Volatile.Write(ref Board.Header->Gate, 0);

    /// <summary>Tells the screen that a worker was started.</summary>
    public void Started(int index, int pid)
    {
        // The child may end before it can write its own pid.
        Volatile.Write(ref Job(index)->Slot->Pid, pid);
        Tell(new HostEvent { Kind = HostEventKind.Started, Worker = index, Value = pid });
    }

    /// <summary>Tells the screen that the kernel refused to start a worker.</summary>
    public void StartFailed(int index, HostCall call, int errno) =>
        Tell(new HostEvent { Kind = HostEventKind.StartFailed, Worker = index, Call = call, Errno = errno });

    /// <summary>Tells the screen that a phase was reached.</summary>
    public void Reached(RunPhase phase)
    {
        if (phase == RunPhase.Running)
            StartedAt = Clock.Now;
        Tell(new HostEvent { Kind = HostEventKind.Phase, Worker = -1, Value = (int)phase });
    }

    /// <summary>Sends a message, stamped with the time.</summary>
    public void Tell(HostEvent message)
    {
        message.At = Clock.Now;
        // Without a reader there is nobody to host for; PR_SET_PDEATHSIG is on its way.
        while (Raw.Write(_pipe, &message, (nuint)sizeof(HostEvent)) < 0 && Raw.Errno == ErrnoH.EINTR)
        {
        }
    }

    /// <summary>Waits for children by the spec's wait strategy until none is left.</summary>
    /// <param name="pids">By the workers' indexes; 0 where one was not started.</param>
    /// <param name="end">Whether they get SIGKILL first, because not all could be started.</param>
    public void WaitForChildren(int[] pids, bool end)
    {
        WaitRoom room = new(this, pids);
        if (end)
            room.KillAll();
        WaitCatalogue.Find(Spec.Wait)!.WaitForAll(room);
    }
}
