using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Kernel.Proc;

namespace Sandbox.Core.Kernel.Supervision;

/// <summary>
/// Looks from outside whether workers stand still because a signal stopped them: the workers do not know, and the host only where its waits ask
/// for it. It misses what lasts shorter than the time between two looks.
/// </summary>
internal sealed unsafe class StandWatch(int workers)
{
    private const long RestNanoseconds = 100_000_000;

    /// <summary>How many workers one look reads: each costs 60 microseconds, and a screen has 1.5% of a processor.</summary>
    private const int AtOnce = 1;

    private readonly bool[] _stands = new bool[workers];
    private readonly long[] _done = new long[workers];
    private int _next;

    /// <summary>When it is time for the next look, in nanoseconds of CLOCK_MONOTONIC.</summary>
    public long NextLook { get; private set; }

    /// <summary>Looks, if it is time.</summary>
    /// <param name="board">The board.</param>
    /// <param name="group">The run's process group.</param>
    /// <param name="tell">Takes each worker that stands now and did not before, or the other way round.</param>
    public void Look(Board board, int group, Action<int, bool> tell)
    {
        long now = Clock.Now;
        if (now < NextLook)
            return;
        for (int turn = 0, read = 0; turn < _stands.Length && read < AtOnce; turn++)
        {
            int index = _next;
            _next = (index + 1) % _stands.Length;
            WorkerSlot* slot = board.Slots + index;
            int pid = Volatile.Read(ref slot->Pid);
            // Who sums does not stand.
            long done = Volatile.Read(ref slot->Done);
            bool moved = done != _done[index];
            _done[index] = done;
            if (pid == 0 || ((moved || Volatile.Read(ref slot->ReapedAt) != 0) && !_stands[index]))
                continue;
            read++;
            bool stands = ProcStat.Read(pid) is { Stands: true } stat && (stat.Group == group || stat.Group == Volatile.Read(ref slot->Group));
            if (stands == _stands[index])
                continue;
            _stands[index] = stands;
            tell(index, stands);
        }
        NextLook = now + RestNanoseconds;
    }
}
