using System.Text;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Kernel.Programs;

/// <summary>The Open MPI of this machine, as its mpirun says of itself.</summary>
/// <param name="Path">Where mpirun is.</param>
/// <param name="Version">Its version: <c>4.1.4</c>.</param>
/// <param name="Major">The first number of that.</param>
internal sealed record MpiInstallation(string Path, string Version, int Major)
{
    /// <summary>The program that starts ranks.</summary>
    public const string Launcher = "mpirun";

    /// <summary>How to get it.</summary>
    public const string Remedy = "on Debian and Ubuntu: sudo apt-get install openmpi-bin";

    private const int MostBytes = 4096;

    /// <summary>What was found last; <c>null</c> before that, and where there is none.</summary>
    public static MpiInstallation? Known { get; private set; }

    /// <summary>Asks mpirun what it is; once for each file, for that costs some milliseconds.</summary>
    /// <param name="variables">The environment that it gets, as words of the form NAME=value.</param>
    /// <exception cref="MachineRefusedException">There is none, or it is another MPI's, or too old; the message says which, and how to get one.</exception>
    public static MpiInstallation Find(IReadOnlyList<string> variables)
    {
        string path;
        try
        {
            path = ProgramPath.Find(Launcher);
        }
        catch (ProgramRefusedException)
        {
            Known = null;
            throw new MachineRefusedException($"the model mpi takes Open MPI, and no folder of PATH has {Launcher}; {Remedy}");
        }
        if (Known is { } known && known.Path == path)
            return known;
        (string? version, int major, string? problem) = MpirunWords.VersionIn(Ask(path, variables));
        return Known = problem is null
            ? new MpiInstallation(path, version!, major)
            : throw new MachineRefusedException($"the model mpi takes Open MPI {MpirunWords.Oldest} or later, and {Quoted.Bare(path)} {problem}; {Remedy}");
    }

    private static string Ask(string path, IReadOnlyList<string> variables)
    {
        int answer = MemFd.Create("sandbox-mpirun", 0);
        int error = Spawn.Start([path, "--version"], variables, [-1, answer, answer], default, out int pid);
        byte[] text = new byte[MostBytes];
        if (error == 0)
            LibC.Wait(pid, 0, out _, out _, out _);
        int length = LibC.ReadFromStart(answer, text);
        Raw.Close(answer);
        return error != 0 ? throw new MachineRefusedException($"{Quoted.Bare(path)} could not be started: {Headers.ErrnoH.NameOf(error)}") : Encoding.UTF8.GetString(text, 0, length);
    }
}
