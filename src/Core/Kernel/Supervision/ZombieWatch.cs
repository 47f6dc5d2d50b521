using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.Core.Kernel.Supervision;

/// <summary>
/// Looks from outside for workers that have ended and that the host has not waited for yet: costs the host nothing, and misses what
/// lasts shorter than the time between two looks.
/// </summary>
internal sealed unsafe class ZombieWatch
{
    private const long RestNanoseconds = 20_000_000;

    /// <summary>How many zombies one look reads at most: while workers still work, looking must not cost a processor.</summary>
    private const int MostAtOnce = 8;

    private readonly bool[] _seen;
    private readonly bool _untold;
    private int _next;

    /// <summary>A watch over so many workers; the first look is due at once.</summary>
    /// <param name="workers">How many.</param>
    /// <param name="untold">Whether they do not tell on the board how far they have come.</param>
    public ZombieWatch(int workers, bool untold) => (_seen, _untold) = (new bool[workers], untold);

    /// <summary>When it is time for the next look, in nanoseconds of CLOCK_MONOTONIC.</summary>
    public long NextLook { get; private set; }

    /// <summary>Takes a worker for one that was not seen yet: it is another process now.</summary>
    public void Forget(int worker) => _seen[worker] = false;

    /// <summary>Looks, if it is time.</summary>
    /// <param name="board">The board.</param>
    /// <param name="group">The run's process group.</param>
    /// <param name="tell">Takes each zombie that was not seen before.</param>
    public void Look(Board board, int group, Action<int, ZombieReading> tell)
    {
        long now = Clock.Now;
        if (now < NextLook)
            return;
        for (int turn = 0, read = 0; turn < _seen.Length && read < MostAtOnce; turn++)
        {
            int index = _next;
            _next = (index + 1) % _seen.Length;
            WorkerSlot* slot = board.Slots + index;
            bool perhaps = !_seen[index] && Volatile.Read(ref slot->ReapedAt) == 0 && (_untold || Volatile.Read(ref slot->Stage) >= (int)WorkerStage.Faulting);
            if (!perhaps)
                continue;
            read++;
            if (ProcStat.Read(Volatile.Read(ref slot->Pid)) is not { IsZombie: true } stat || stat.Group != group)
                continue;
            _seen[index] = true;
            tell(index, new ZombieReading(
                stat.Parent, new WaitStatus(stat.ExitStatus), ProcStat.Microseconds(stat.UserTicks) / 1e3, ProcStat.Microseconds(stat.SystemTicks) / 1e3, stat.MinorFaults, stat.MajorFaults));
        }
        NextLook = now + RestNanoseconds;
    }
}
