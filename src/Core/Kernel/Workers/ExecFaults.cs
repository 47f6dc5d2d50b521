using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>A worker that becomes another program. Safe in a forked child.</summary>
internal static unsafe class ExecFaults
{
    // As a shell has it of a file that cannot be executed.
    private const int CannotExecute = 126;

    private const int MostDigits = 12;

    /// <summary>
    /// Becomes the host's own program in a mode of its own, which is on every machine on which this one is. It gets the worker's index as a
    /// word, and nothing else: memory, threads and code of this process are gone.
    /// </summary>
    public static void Exec(WorkerJob* job)
    {
        byte* index = stackalloc byte[MostDigits];
        byte* digit = index + MostDigits - 1;
        *digit = 0;
        int rest = job->Index;
        do
        {
            *--digit = (byte)('0' + (rest % 10));
            rest /= 10;
        }
        while (rest > 0);
        byte** arguments = stackalloc byte*[4];
        byte** environment = stackalloc byte*[1];
        environment[0] = null;
        fixed (byte* path = "/proc/self/exe\0"u8, name = "sandbox-host\0"u8, verb = "replaced\0"u8)
        {
            arguments[0] = name;
            arguments[1] = verb;
            arguments[2] = digit;
            arguments[3] = null;
            Raw.Syscall(SyscallH.SYS_execve, (nint)path, (nint)arguments, (nint)environment, 0, 0, 0);
        }
        Volatile.Write(ref job->Slot->ExecError, Raw.Errno);
        Raw.Exit(CannotExecute);
    }
}
