using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Kernel.Workers;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Host;

/// <summary>
/// How ranks come to one sum although some of them fail: who is told of a failure, by MPI_Reduce or by the agreement after it, makes a
/// communicator of those that are left, and they reduce once more.
/// </summary>
internal static unsafe class RankRecovery
{
    /// <summary>Adds up one number of each rank that is left.</summary>
    /// <param name="mpi">The library, which has ULFM.</param>
    /// <param name="slot">This rank's, for what it is told and where it waits.</param>
    /// <param name="ranks">How many there were in the beginning: each shrinking leaves fewer.</param>
    /// <param name="own">This rank's number.</param>
    /// <param name="total">Takes the sum at the first one that is left.</param>
    /// <returns>Whether this is the one that has the sum.</returns>
    /// <exception cref="MachineRefusedException">A call failed for another reason than a rank's failure.</exception>
    public static bool Reduce(OpenMpi mpi, WorkerSlot* slot, int ranks, long own, long* total)
    {
        nint all = mpi.World;
        for (int round = 0; round <= ranks; round++)
        {
            Worker.Enter(slot, WorkerStage.Reducing);
            int reduced = mpi.Reduce(own, total, all);
            // Who only sends is done when its number is on its way: whether all have come through is known to all or to nobody after this.
            Worker.Enter(slot, WorkerStage.Agreeing);
            int agreed = mpi.Agree(all, reduced == 0, out bool well);
            if (agreed == 0 && well)
                return mpi.IsFirst(all);
            if (slot->ToldAt == 0)
                (slot->ToldBy, slot->ToldAt) = (mpi.ClassOf(reduced != 0 ? reduced : agreed), Clock.Now);
            Worker.Enter(slot, WorkerStage.Mending);
            mpi.Revoke(all);
            long began = Clock.Now;
            all = mpi.Shrink(all);
            slot->ShrankFor += Math.Max(Clock.Now - began, 1);
        }
        throw new MachineRefusedException("MPI_Reduce failed in every communicator, the last one of this rank alone");
    }
}
