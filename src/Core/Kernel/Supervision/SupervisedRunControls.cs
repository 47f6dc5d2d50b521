using Sandbox.Core.Arrays;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Kernel.Programs;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Supervision;

// What a screen or a command does with a run under way, from threads of its own; the other half is the thread that watches the host.
internal sealed partial class SupervisedRun
{
    /// <inheritdoc/>
    public int ReadBoard(Span<WorkerSnapshot> into)
    {
        lock (_stopping)
        {
            int count = Math.Min(into.Length, _board is null ? _lastBoard.Length : WorkerCount);
            for (int index = 0; index < count; index++)
                into[index] = _board is null ? _lastBoard[index] : Snapshot(_board, index);
            return count;
        }
    }

    /// <inheritdoc/>
    public PageReading ReadPages(int worker, Span<PageState> into)
    {
        lock (_stopping)
        {
            if (_board is not null)
                _pageMaps.Look(_board, worker);
            return _pageMaps.Read(worker, into);
        }
    }

    /// <summary>Where the array lies in a worker's address space; 0 before it has said so.</summary>
    internal unsafe long ArrayAt(int worker)
    {
        lock (_stopping)
            return _board is null ? 0 : Volatile.Read(ref _board.Slots[worker].ArrayAt);
    }

    /// <inheritdoc/>
    public StepStop? ReadStep() => WithBoard(board => Stepping.Read(board, _model.Single || _model.BorrowsMemory));

    /// <inheritdoc/>
    public void Advance() => WithBoard(Stepping.Advance);

    /// <inheritdoc/>
    public void Advance(int worker) => WithBoard(board => Stepping.Advance(board, worker));

    /// <inheritdoc/>
    public void RunOn() => WithBoard(Stepping.RunOn);

    /// <inheritdoc/>
    public void Stop()
    {
        lock (_stopping)
        {
            _stopped = true;
            EndAll(EndedBy.Sandbox);
        }
    }

    /// <summary>
    /// Sends SIGKILL to the worker for which a host sleeps, who so can go on: once, for a host that does not come to its end then is ended too.
    /// </summary>
    /// <returns>Whether there was such a worker.</returns>
    private unsafe bool EndBorrower()
    {
        bool first = _model.BorrowsMemory && !_borrowerEnded;
        _borrowerEnded = true;
        for (int index = 0; first && _host is not null && index < WorkerCount; index++)
        {
            int pid = Volatile.Read(ref _board!.Slots[index].Pid);
            if (pid == 0 || ProcStat.Read(pid) is not { IsAlive: true } stat || stat.Group != _host.Pid)
                continue;
            BoardTrace.NoteEnd(_board.Slots + index, EndedBy.Timeout, StoppedChild.Is(pid, stat));
            return LiveProcess.Signal(pid, _host.Pid, SignalH.SIGKILL);
        }
        return false;
    }

    /// <summary>Sends SIGKILL to all processes of the run, and notes whom it found alive. The lock is held.</summary>
    private unsafe void EndAll(EndedBy by)
    {
        if (_host is null || _board is null)
            return;
        if (ProcStat.Read(_host.Pid) is { IsAlive: true } host)
            _hostSent = _hostSent with { End = by, FoundStopped = _hostSent.FoundStopped || StoppedChild.Is(_host.Pid, host) };
        for (int index = 0; index < WorkerCount && !_model.OneAddressSpace; index++)
        {
            int pid = Volatile.Read(ref _board.Slots[index].Pid);
            if (ProcStat.Read(pid) is { IsAlive: true } stat && stat.Group == GroupOf(index))
                BoardTrace.NoteEnd(_board.Slots + index, by, StoppedChild.Is(pid, stat));
        }
        if (_model.RunsProgram || _model.UsesLauncher)
            ProgramStrays.End(_host.Pid);
        _host.KillGroup();
    }

    /// <summary>The process group of a worker: the run's, but for one that a launcher has given another. The lock is held.</summary>
    private unsafe int GroupOf(int worker) => Volatile.Read(ref _board!.Slots[worker].Group) is not 0 and var own ? own : _host!.Pid;

    private T? WithBoard<T>(Func<Board, T?> look)
    {
        lock (_stopping)
            return _board is { } board && _stepped ? look(board) : default;
    }

    private WorkerSnapshot Snapshot(Board board, int index) => board.Read(index, LengthOf(index), _msAt);

    private long LengthOf(int index) => index < Spec.Workers ? Slice.Of(index, Spec.Workers, Spec.Length).Length : Spec.FaultWrites.Length;
}
