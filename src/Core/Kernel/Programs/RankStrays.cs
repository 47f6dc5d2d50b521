using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Kernel.Proc;

namespace Sandbox.Core.Kernel.Programs;

/// <summary>What stands between mpirun and a rank, and the rank, when their host was killed: they have ended, and come to whoever adopts them.</summary>
internal static unsafe class RankStrays
{
    /// <summary>Waits for those that have come to this process: a zombie of ours would stay as long as we do.</summary>
    public static void Take(WorkerSlot* slot)
    {
        foreach (int pid in (int[])[slot->Pid, slot->Reaper, slot->Front])
        {
            // Not a run's host that has got the number meanwhile: that is no zombie before it is waited for.
            if (pid != 0 && ProcStat.Read(pid) is { IsZombie: true } stat && (stat.Group == slot->Group || pid == slot->Reaper))
                LibC.Wait(pid, WaitH.WNOHANG, out _, out _, out _);
        }
    }
}
