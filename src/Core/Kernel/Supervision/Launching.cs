using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Kernel.Host;
using Sandbox.Core.Kernel.Programs;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

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
        if (spec.MpiErrors == MpiErrors.Return && spec.Hosts is not null)
        {
            throw new MachineRefusedException(
                "--mpi-errors return is for ranks on one machine: over several hosts the survivors of Open MPI 5.0.7 crash, or wait in MPIX_Comm_shrink for ever; "
                + "leave --hosts or --mpi-errors out");
        }
        if (spec.MpiErrors == MpiErrors.Return && found.Major < MpirunWords.FirstWithUlfm)
        {
            throw new MachineRefusedException(
                $"--mpi-errors return takes Open MPI {MpirunWords.FirstWithUlfm} or later with ULFM, and this is {found.Version}: there the ranks that are left are killed, "
                + "or wait for ever; expected abort");
        }
        if (spec.Hosts is not null)
            CheckHosts(spec);
        if (FileCalls.EffectiveUser() == 0 && !spec.MpiAsRoot && !Array.TrueForAll(Consent, name => Environment.GetEnvironmentVariable(name) == "1"))
        {
            throw new MachineRefusedException(
                "Open MPI starts no ranks as root unless it is told to, for what a rank does wrong is then done by root: --mpi-as-root tells it so "
                + "(run.mpi-as-root in a settings file), or run this as a user");
        }
    }

    private static void CheckHosts(RunSpec spec)
    {
        // Both go to the shells of other machines.
        foreach ((string what, string path) in (ReadOnlySpan<(string, string)>)[("the sandbox", HostProgram.Beside), ("TMPDIR", WorkFolder.Path)])
        {
            if (RankHosts.NotForShells(path) is { } found)
            {
                throw new MachineRefusedException(
                    $"--hosts: {what} is at {Quoted.Of(path)}, and a shell of another machine would not leave the {Quoted.Of(found.ToString())} in it as it is; "
                    + "expected a path of letters, digits and / . _ - + @ % ,");
            }
        }
    }
}
