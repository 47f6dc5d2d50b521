using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Host;
using Sandbox.Core.Kernel.Programs;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Supervision;

/// <summary>Whether this machine can start ranks, asked before anything is started.</summary>
internal static class Launching
{
    // Open MPI's own way to give it.
    private static readonly string[] Consent = ["OMPI_ALLOW_RUN_AS_ROOT", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"];

    /// <summary>Refuses a run whose ranks could not be started.</summary>
    /// <exception cref="MachineRefusedException">There is no Open MPI that can do it, or root has not consented.</exception>
    public static void Check(RunSpec spec)
    {
        MpiInstallation found = MpiInstallation.Find(HostProgram.Variables);
        if (spec.MpiErrors == MpiErrors.Return && found.Major < MpirunWords.FirstWithUlfm)
        {
            throw new MachineRefusedException(
                $"--mpi-errors return takes Open MPI {MpirunWords.FirstWithUlfm} or later with ULFM, and this is {found.Version}: there the ranks that are left are killed, "
                + "or wait for ever; expected abort");
        }
        if (FileCalls.EffectiveUser() == 0 && !spec.MpiAsRoot && !Array.TrueForAll(Consent, name => Environment.GetEnvironmentVariable(name) == "1"))
        {
            throw new MachineRefusedException(
                "Open MPI starts no ranks as root unless it is told to, for what a rank does wrong is then done by root: --mpi-as-root tells it so "
                + "(run.mpi-as-root in a settings file), or run this as a user");
        }
    }
}
