using System.Globalization;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Files;

namespace Sandbox.Core.Kernel.Host;

/// <summary>What a folder of a run's own is for.</summary>
internal enum FolderUse
{
    /// <summary>Core files.</summary>
    Cores,

    /// <summary>The files of Open MPI: sessions, and memory that ranks of one machine share.</summary>
    Ranks,
}

/// <summary>A folder of a run's own, for its owner alone, which is removed whatever becomes of the host.</summary>
internal static unsafe class RunFolder
{
    /// <summary>The folder of a run.</summary>
    /// <param name="use">What it is for.</param>
    /// <param name="host">The run's host.</param>
    /// <param name="number">What the host said of it.</param>
    public static string PathOf(FolderUse use, int host, long number) =>
        $"{WorkFolder.Path}/sandbox-{(use == FolderUse.Cores ? "cores" : "ranks")}-{host.ToString(CultureInfo.InvariantCulture)}-{number.ToString("x", CultureInfo.InvariantCulture)}";

    /// <summary>Starts who removes a folder when this process, and all that have what it has open, are gone.</summary>
    /// <param name="path">The folder, which need not be there yet.</param>
    /// <param name="asker">What it is done for, for a message.</param>
    /// <returns>The pid of who does so.</returns>
    /// <exception cref="MachineRefusedException">Nobody could be started.</exception>
    public static int Watch(byte* path, string asker)
    {
        int watcher, held = StartC.WatchFolder(path, 0, &watcher);
        return held >= 0 ? watcher : throw new MachineRefusedException($"{asker}: nobody could be started who removes the run's folder if the run is killed: {OwnLimits.Explain(-held)}");
    }
}
