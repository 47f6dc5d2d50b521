using System.Globalization;
using Sandbox.Core.Hosting;
using Sandbox.Core.Memory;
using Sandbox.Core.Native;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Models;

/// <summary>Freshly started programs that map the array's memfd privately.</summary>
public sealed unsafe class SpawnModel : ChildrenModel
{
    /// <inheritdoc/>
    public override string Id => "spawn";

    /// <inheritdoc/>
    public override string Workers => "posix_spawn()ed fresh programs";

    /// <inheritdoc/>
    public override string Array => "a memfd mapped private";

    /// <inheritdoc/>
    public override string Summary => "fork without exec against fork and exec, and what it costs";

    internal override ArenaKind Arena => ArenaKind.MemFd;

    internal override HostCall StartCall => HostCall.Spawn;

    /// <summary>A runtime of its own.</summary>
    internal override long BytesPerWorker(long arrayBytes) => 8 << 20;

    internal override int TasksPerWorker => 3;

    internal override int Start(HostRun run, int index, out int pid) => Spawn.Start(
        [
            HostProgram.Itself,
            SpawnedWorker.Verb,
            Raw.GetPid().ToString(CultureInfo.InvariantCulture),
            index.ToString(CultureInfo.InvariantCulture),
            .. RunSpecText.Write(run.Spec),
        ],
        HostProgram.Variables,
        [-1, -1, -1, HostProcess.BoardFd, -1, run.Arena.Fd],
        default,
        out pid);
}
