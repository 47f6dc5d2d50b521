using Sandbox.Core.Hosting;
using Sandbox.Core.Native;

namespace Sandbox.Core.Models;

/// <summary>What the models have in common whose workers are forked.</summary>
public abstract unsafe class ForkingModel : ChildrenModel
{
    /// <inheritdoc/>
    public override string Workers => "fork()ed children";

    internal override HostCall StartCall => HostCall.Fork;

    /// <summary>Eight bytes of page table for each page of the array, and the kernel's own data of a process.</summary>
    internal override long BytesPerWorker(long arrayBytes) => (arrayBytes / 512) + (512 << 10);

    internal override int Start(HostRun run, int index, out int pid)
    {
        pid = ForkGate.Fork(run.Job(index));
        return pid < 0 ? Raw.Errno : 0;
    }
}
