using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>The faults that go past a limit, which the worker has set on itself.</summary>
internal static unsafe class LimitFaults
{
    private const ulong LargestFile = 4096;
    private const int WrittenAtOnce = 512;
    private const ulong MostFiles = 64;

    /// <summary>What out-of-memory may take beyond what it has: little, and one page in 256 of it is touched.</summary>
    private const uint Room = 64 << 20;

    private const uint AllocatedAtOnce = 1 << 20;

    /// <summary>From here on x86-64 numbers the calls of another binary interface (x32), socket too.</summary>
    private const uint OtherAbi = 0x40000000;

    /// <summary>Spins past RLIMIT_CPU.</summary>
    public static void Cpu(WorkerJob* job)
    {
        RUsage used;
        Raw.GetRUsage(ResourceH.RUSAGE_SELF, &used);
        long microseconds = used.UserTime.TotalMicroseconds + used.SystemTime.TotalMicroseconds;
        // The kernel counts whole seconds from the process's start. At the hard limit it would send SIGKILL: that stays above.
        WorkerLimits.Lower(ResourceH.RLIMIT_CPU, (ulong)(microseconds / 1_000_000) + 1);
        while (Volatile.Read(ref job->Zero) == 0)
        {
        }
    }

    /// <summary>Writes to a file past RLIMIT_FSIZE.</summary>
    public static void FileSize(WorkerJob* job)
    {
        int fd = FaultNeeds.File();
        WorkerLimits.Lower(ResourceH.RLIMIT_FSIZE, LargestFile);
        for (ulong written = 0; written <= LargestFile; written += WrittenAtOnce)
            Raw.Write(fd, job->Header, WrittenAtOnce);
    }

    /// <summary>Allocates past RLIMIT_AS until malloc is refused, and exits with its error.</summary>
    public static void OutOfMemory(WorkerJob* job)
    {
        WorkerLimits.Lower(ResourceH.RLIMIT_AS, (MappedPages() * job->PageSize) + Room);
        for (nuint taken = 0; taken <= 2 * Room; taken += AllocatedAtOnce)
        {
            byte* block = (byte*)Raw.Malloc(AllocatedAtOnce);
            if (block == null)
                Raw.Exit(Raw.Errno);
            *block = 1;
        }
    }

    /// <summary>Opens files past RLIMIT_NOFILE until open(2) is refused, and exits with its error.</summary>
    public static void OpenFiles(WorkerJob* job)
    {
        WorkerLimits.Lower(ResourceH.RLIMIT_NOFILE, MostFiles);
        fixed (byte* path = "/dev/null\0"u8)
        {
            while (Raw.Open(path, FcntlH.O_CLOEXEC, 0) >= 0)
            {
            }
            Raw.Exit(Raw.Errno);
        }
    }

    /// <summary>Calls what its seccomp filter kills.</summary>
    public static void ForbiddenSyscall(WorkerJob* job)
    {
        ForbidSocket(job);
        Raw.Syscall(SyscallH.SYS_socket, SocketH.AF_UNIX, SocketH.SOCK_STREAM, 0, 0, 0, 0);
    }

    /// <summary>Installs the filter, which exec hands on.</summary>
    public static void ForbidSocket(WorkerJob* job)
    {
        SockFilter* filter = stackalloc SockFilter[7];
        filter[0] = new SockFilter { Code = SeccompH.Load, Value = SeccompH.ArchOffset };
        filter[1] = new SockFilter { Code = SeccompH.JumpIfEqual, Value = MachineCode.AuditArch, IfFalse = 4 };
        filter[2] = new SockFilter { Code = SeccompH.Load, Value = SeccompH.NumberOffset };
        filter[3] = new SockFilter { Code = SeccompH.JumpIfAtLeast, Value = OtherAbi, IfTrue = 2 };
        filter[4] = new SockFilter { Code = SeccompH.JumpIfEqual, Value = (uint)SyscallH.SYS_socket, IfTrue = 1 };
        filter[5] = new SockFilter { Code = SeccompH.Return, Value = SeccompH.SECCOMP_RET_ALLOW };
        filter[6] = new SockFilter { Code = SeccompH.Return, Value = SeccompH.SECCOMP_RET_KILL_PROCESS };
        SockFProg program = new() { Length = 7, Filter = filter };
        // Without it, only root may set a filter.
        Raw.PrCtl(PrCtlH.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        Raw.PrCtl(PrCtlH.PR_SET_SECCOMP, SeccompH.SECCOMP_MODE_FILTER, (nuint)(&program), 0, 0);
    }

    /// <summary>Refuses the fault where the kernel has no filters that kill a process. In the host, before the first worker.</summary>
    /// <exception cref="MachineRefusedException">It has none.</exception>
    public static void CheckSeccomp(WorkerJob* job)
    {
        uint action = SeccompH.SECCOMP_RET_KILL_PROCESS;
        if (Raw.Syscall(SyscallH.SYS_seccomp, (nint)SeccompH.SECCOMP_GET_ACTION_AVAIL, 0, (nint)(&action), 0, 0, 0) != 0)
            throw new MachineRefusedException("the fault forbidden-syscall needs seccomp filters that kill a process (Linux 4.14, CONFIG_SECCOMP_FILTER), which this kernel does not have");
    }

    /// <summary>The first number of /proc/self/statm: how many pages of address space are in use.</summary>
    private static ulong MappedPages()
    {
        fixed (byte* path = "/proc/self/statm\0"u8)
        {
            byte* text = stackalloc byte[64];
            int fd = Raw.Open(path, FcntlH.O_CLOEXEC, 0);
            nint length = Raw.PRead(fd, text, 64, 0);
            Raw.Close(fd);
            ulong pages = 0;
            for (nint i = 0; i < length && text[i] != ' '; i++)
                pages = (pages * 10) + text[i] - '0';
            return pages;
        }
    }
}
