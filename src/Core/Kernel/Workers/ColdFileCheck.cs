using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Files;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>Whether a machine can show what the fault <c>cold-file</c> does: tried, in the host, before the first worker.</summary>
internal static unsafe class ColdFileCheck
{
    /// <summary>Refuses a fault that reads a file where the folder's file system keeps all pages. In the host, before the first worker.</summary>
    /// <exception cref="MachineRefusedException">It does, or no file can be made there.</exception>
    public static void Check(WorkerJob* job)
    {
        const int Pages = 4;
        nuint bytes = (nuint)(Pages * Environment.SystemPageSize);
        void* memory = Mapping.Of(bytes, MManH.PROT_READ | MManH.PROT_WRITE, MManH.MAP_PRIVATE | MManH.MAP_ANONYMOUS);
        byte* file = PagingFaults.MapDropped(WorkFolder.InC, memory, bytes, bytes, out int errno);
        if (file == null)
            throw new MachineRefusedException($"cold-file needs a file without a name (O_TMPFILE) in {WorkFolder.Path}, and that fails with {ErrnoH.NameOf(errno)}; set TMPDIR to a folder on a disk");
        long resident = PagingFaults.Resident(file, bytes, (uint)Environment.SystemPageSize);
        Raw.MUnmap(file, bytes);
        Raw.MUnmap(memory, bytes);
        if (resident != 0)
            throw new MachineRefusedException($"cold-file needs a file whose pages the kernel can drop, and the file system of {WorkFolder.Path} keeps them, as tmpfs does; set TMPDIR to a folder on a disk");
    }
}
