using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>The faults by which a machine goes, with all ranks on it.</summary>
internal static unsafe class LossFaults
{
    // src/Start/loss.c has the same.
    private const int OwnMachine = -1, RealNetwork = -2, NoWay = -3;

    /// <summary>Takes the machine away, and waits for what becomes of that.</summary>
    public static void LoseHost(WorkerJob* job)
    {
        StartC.LoseHost((int)job->Argument);
        while (Volatile.Read(ref job->Zero) == 0)
            Raw.Pause();
    }

    /// <summary>Refuses where a rank may not take its machine away; asked by the rank itself, for nobody else knows its machine.</summary>
    /// <param name="fault">The fault as it is written.</param>
    /// <param name="loss">What is to be lost.</param>
    /// <exception cref="MachineRefusedException">It may not.</exception>
    public static void Check(string fault, long loss)
    {
        string? problem = StartC.MayLose((int)loss) switch
        {
            0 => null,
            OwnMachine => "the faulty rank is on the machine of mpirun, which has no daemon of its own and no link to itself; choose one of another host with --faulty",
            RealNetwork => "the faulty rank's machine has its first network there, and that is never cut; hosts that are containers or network namespaces have one that may be",
            NoWay => "no network interface leads to mpirun from there",
            ErrnoH.EPERM => "to cut a link takes CAP_NET_ADMIN on the faulty rank's machine, and it has not got that",
            int error => $"the link could not be looked at there: {ErrnoH.NameOf(error)}",
        };
        if (problem is not null)
            throw new MachineRefusedException($"{fault}: {problem}");
    }
}
