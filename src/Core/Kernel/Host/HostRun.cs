using Sandbox.Core.Arrays;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Kernel.Workers;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Host;

/// <summary>A run as its host has it in hand: the spec, the board, the array, one job a worker, and the pipe to the screen.</summary>
internal sealed unsafe class HostRun
{
    private readonly int _pipe;
    private readonly WorkerJob* _jobs;
    private readonly CountedTotal* _total;

    /// <summary>Lays out the jobs; no worker is started.</summary>
    public HostRun(RunSpec spec, Board board, MappedArray array, int pipe)
    {
        (Spec, Board, Array, _pipe) = (spec, board, array, pipe);
        _jobs = (WorkerJob*)System.Runtime.InteropServices.NativeMemory.AllocZeroed((nuint)board.SlotCount, (nuint)sizeof(WorkerJob));
        // Like any variable of the host: its threads share it, its children get a copy, unless memory is shared with them on purpose.
        _total = spec.ModelRow.SharesFrames
            ? &board.Header->Shared.Counted
            : (CountedTotal*)System.Runtime.InteropServices.NativeMemory.AllocZeroed((nuint)sizeof(CountedTotal));
        LockCode.Make(_total, spec.ModelRow.SharesFrames);
        for (int index = 0; index < board.SlotCount; index++)
        {
            _jobs[index] = JobFor(spec, board, array, index, Raw.GetPid(), pipe);
            _jobs[index].Total = _total;
        }
        if (spec.ModelRow.BorrowsMemory)
            BorrowersStack = StackWithGuard(HostWorkers.StackBytes);
        Cores = spec.Core ? new CoreFolder(this) : null;
        Ranks = spec.ModelRow.UsesLauncher ? new RanksRun(this) : null;
        Programs = spec.ModelRow.RunsProgram ? new ProgramStarter(this) : null;
        if (spec.IntruderGoesFirst)
            Hold(Step.Read);
    }

    /// <summary>What starts workers that are somebody else's program, and takes their sums; <c>null</c> where they are our own code.</summary>
    public ProgramStarter? Programs { get; }

    /// <summary>What starts the ranks of mpirun, and sees them to their end; <c>null</c> where the host starts its workers itself.</summary>
    public RanksRun? Ranks { get; }

    /// <summary>The end of the stack of workers that run in this memory, one after the other; null where they do not.</summary>
    public void* BorrowersStack { get; }

    /// <summary>Where core files go; <c>null</c> where there are to be none.</summary>
    public CoreFolder? Cores { get; }

    /// <summary>When the first worker was about to be started, in nanoseconds of CLOCK_MONOTONIC.</summary>
    public long StartedAt { get; private set; }

    /// <summary>When the timeout is over, in nanoseconds of CLOCK_MONOTONIC; never while a person still steps the run.</summary>
    public long Deadline
    {
        get
        {
            long opened = Volatile.Read(ref Board.Header->OpenedAt);
            bool held = Board.Header->Stepped != 0 && opened == 0;
            return held ? long.MaxValue : Math.Max(StartedAt, opened) + (long)(Spec.Timeout * 1e9);
        }
    }

    /// <summary>The signalfd of a strategy that reads SIGCHLD from one.</summary>
    public int SignalFd { get; set; } = -1;

    /// <summary>What is run.</summary>
    public RunSpec Spec { get; }

    /// <summary>The board.</summary>
    public Board Board { get; }

    /// <summary>The array.</summary>
    public MappedArray Array { get; }

    /// <summary>How many workers take part, an intruder included.</summary>
    public int Count => Board.SlotCount;

    /// <summary>Which worker is started as number <paramref name="turn"/>: an intruder first, then 0, 1, 2 ...</summary>
    public int InTurn(int turn) => Spec.HasIntruder ? (turn + Spec.Workers) % Count : turn;

    /// <summary>A worker's job.</summary>
    public WorkerJob* Job(int index) => _jobs + index;

    /// <summary>The job of one worker, for an array and a board as they lie in its address space.</summary>
    public static WorkerJob JobFor(RunSpec spec, Board board, MappedArray array, int index, int hostPid, int pipe)
    {
        bool intruder = index == spec.Workers;
        bool intruderFirst = spec.IntruderGoesFirst;
        FaultCode fault = FaultCode.Of(spec.Fault);
        LockCode adding = LockCode.Of(spec.Lock);
        Slice slice = intruder ? new Slice(0, 0) : Slice.Of(index, spec.Workers, spec.Length);
        return new WorkerJob
        {
            Index = index,
            Workers = spec.Workers,
            Intruder = intruder,
            OpensGate = intruder && intruderFirst && board.Header->Stepped == 0,
            // Where one runs after the other it cannot wait for a step that the worker after it comes to first.
            Exits = !(intruder && spec.ModelRow.BorrowsMemory),
            LooksAtPages = !spec.ModelRow.OneAddressSpace,
            ReadStep = intruderFirst ? Step.Fault : Step.Read,
            FaultStep = intruderFirst ? Step.Read : Step.Fault,
            Faulty = spec.TakesPartIn(index, board.Slots[index].Life),
            NotesSignal = spec.FaultRow.RaisedByMachine,
            Add = adding.Add,
            Take = adding.Take,
            Give = adding.Give,
            Races = LockCatalogue.Find(spec.Lock) is { KeepsApart: false },
            Coarse = spec.HoldsLockForAll,
            HostPid = hostPid,
            Orphan = spec.Orphan,
            // The host of a stepped run does not wait before the workers have come to their exits.
            StopsAreSeen = board.Header->Stepped == 0 && spec.SeesStops,
            EventPipe = pipe,
            Header = board.Header,
            Slots = board.Slots,
            Results = board.Results,
            Array = array.Memory,
            Mapping = spec.ModelRow.Mapping,
            PageSize = (uint)Environment.SystemPageSize,
            Cells = board.CellsOf(index),
            Length = spec.Length,
            Start = slice.Start,
            End = slice.End,
            Pace = (long)(spec.Pace * 1e9),
            Argument = spec.FaultValue,
            LooksAtSections = board.Header->Cells > 0 && !spec.ModelRow.OneAddressSpace && index == (spec.Faulty.IsEmpty ? 0 : spec.Faulty[0]),
            LooksAtHost = spec.ModelRow.CopiesPageTables,
            CountsFaults = spec.FaultRow.CountsPageFaults,
            Folder = spec.FaultRow.ReadsColdFile ? WorkFolder.InC : null,
            DumpsCore = spec.Core,
            Limits = LimitValues.Of(spec.Limits),
            Fault = spec.ModelRow.RunsProgram ? fault.Outside : fault.Run,
            Store = spec.TakesPart(index) ? null : fault.Store,
        };
    }

    /// <summary>Waits until the run may take a step.</summary>
    public void Pass(Step step) => Gates.PassAsHost(Board.Header, step);

    /// <summary>Holds workers before they go beyond a step; where a person steps the run, they are held anyway.</summary>
    public void Hold(Step upTo)
    {
        if (Board.Header->Stepped == 0)
            Gates.Open(Board.Header, upTo);
    }

    /// <summary>Lets workers go who were held until all were there.</summary>
    public void Release() => Hold(Spec.IntruderGoesFirst ? Step.Read : Step.Open);

    /// <summary>Tells the screen that a worker was started.</summary>
    public void Started(int index, int pid)
    {
        // The child may end before it can write its own pid.
        Volatile.Write(ref Job(index)->Slot->Pid, pid);
        Cores?.Expect(pid, index);
        Tell(new HostEvent { Kind = HostEventKind.Started, Worker = index, Value = pid });
    }

    /// <summary>Tells the screen that a worker was started on another machine, where its pid is this.</summary>
    public void StartedFar(int index, int pid)
    {
        Volatile.Write(ref Job(index)->Slot->FarPid, pid);
        Tell(new HostEvent { Kind = HostEventKind.Started, Worker = index, Value = pid, Options = 1 });
    }

    /// <summary>Makes a worker's slot and job ready for its next life.</summary>
    public void BeginNextLife(int index)
    {
        WorkerJob* job = Job(index);
        int life = job->Slot->Life + 1;
        *job->Slot = new WorkerSlot { Life = life };
        job->Faulty = Spec.TakesPartIn(index, life);
    }

    /// <summary>Tells the screen that the kernel refused to start a worker.</summary>
    public void StartFailed(int index, WorkerStart start, int errno) =>
        Tell(new HostEvent { Kind = HostEventKind.StartFailed, Worker = index, Start = start, Errno = errno });

    /// <summary>Tells the screen that a phase was reached.</summary>
    public void Reached(RunPhase phase)
    {
        if (phase == RunPhase.Running)
            StartedAt = Clock.Now;
        Tell(new HostEvent { Kind = HostEventKind.Phase, Worker = -1, Value = (int)phase });
    }

    /// <summary>Notes, for the screen, what has become of the one total of a data race.</summary>
    public void NoteTotal() => Board.Header->Shared.TotalOfHost = _total->Value.Number;

    /// <summary>Notes the page map of workers that all live in the host's own memory: one for all.</summary>
    public void NotePages()
    {
        PageSampler.Sample(Job(0));
        for (int index = 1; index < Count; index++)
            PageSampler.Copy(Job(0), Job(index));
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

    /// <summary>Passes the last gate of a run, and notes that it was let go on.</summary>
    public void PassToWait()
    {
        Pass(Step.Wait);
        // Whoever stepped the run as far as here has let it go on: there is no later step.
        if (Board.Header->Stepped != 0 && Board.Header->OpenedAt == 0)
            Volatile.Write(ref Board.Header->OpenedAt, Clock.Now);
    }

    /// <summary>Whether workers are held until all are there. A host that sleeps until a worker has ended could not let it go, and its intruder has opened the gate by then.</summary>
    public bool HoldsWorkers(WaitStrategy strategy) => strategy.HoldsWorkers && !Spec.ModelRow.BorrowsMemory;

    /// <summary>Waits for children until none is left.</summary>
    /// <param name="strategy">How.</param>
    /// <param name="pids">By the workers' indexes; 0 where one was not started.</param>
    /// <param name="end">Whether they get SIGKILL first, because not all could be started.</param>
    public void WaitForChildren(WaitStrategy strategy, int[] pids, bool end)
    {
        if (HoldsWorkers(strategy))
            Release();
        if (!end)
            PassToWait();
        WaitRoom room = new(this, pids, strategy.LeavesZombies);
        if (end)
            room.KillAll(EndedBy.Sandbox);
        WaitCode.Of(strategy).WaitForAll(room);
    }

    /// <summary>A stack below which nothing is mapped: who uses it up gets SIGSEGV, and does not write over others.</summary>
    private static void* StackWithGuard(nuint bytes)
    {
        nuint guard = (nuint)Environment.SystemPageSize;
        byte* stack = (byte*)Bindings.Mapping.Of(guard + bytes, MManH.PROT_READ | MManH.PROT_WRITE, MManH.MAP_PRIVATE | MManH.MAP_ANONYMOUS);
        Raw.MProtect(stack, guard, MManH.PROT_NONE);
        return stack + guard + bytes;
    }

    /// <summary>Ends the host before its children, as soon as each of them has seen whose child it is.</summary>
    public void Leave()
    {
        for (int index = 0; index < Count; index++)
        {
            // One that cannot start as it should must not keep us past the timeout.
            while (Volatile.Read(ref Job(index)->Slot->OldParent) == 0 && Clock.Now < Deadline)
                Worker.Rest(200_000);
        }
        Reached(RunPhase.Leaving);
        Raw.Exit(0);
    }
}
