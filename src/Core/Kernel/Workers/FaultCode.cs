namespace Sandbox.Core.Kernel.Workers;

/// <summary>
/// What a worker runs for a fault, by the id of its row in the catalogue. It may run in a forked child: no allocation, no lock, no
/// exception, and no call but those of <see cref="Bindings.Raw"/>.
/// </summary>
internal readonly unsafe struct FaultCode
{
    private FaultCode(
        string id, delegate*<WorkerJob*, void> run, delegate*<WorkerJob*, void> prepare = null, delegate*<WorkerJob*, void> outside = null,
        delegate*<WorkerJob*, long, void> store = null)
    {
        Id = id;
        Run = run;
        Prepare = prepare;
        Outside = outside;
        Store = store;
    }

    /// <summary>Every fault's.</summary>
    public static FaultCode[] All { get; } =
    [
        new("none", &SignalFaults.None),
        new("segfault", &MemoryFaults.Segfault),
        new("wild-pointer", &MemoryFaults.WildPointer),
        new("read-only", &MemoryFaults.ReadOnly),
        new("stack-overflow", &MemoryFaults.StackOverflow),
        new("bus-error", &MemoryFaults.BusError),
        new("divide-by-zero", &MemoryFaults.DivideByZero),
        new("illegal-instruction", &MemoryFaults.IllegalInstruction),
        new("breakpoint", &MemoryFaults.Breakpoint),
        new("abort", &MemoryFaults.Abort),
        new("double-free", &MemoryFaults.DoubleFree),
        new("exit-code", &SignalFaults.ExitCode),
        new("kill", &SignalFaults.Kill),
        new("terminate", &SignalFaults.Terminate),
        new("signal", &SignalFaults.Signal),
        new("broken-pipe", &SignalFaults.BrokenPipe, outside: &OutsideFaults.BrokenPipe),
        new("alarm", &SignalFaults.Alarm, outside: &OutsideFaults.Alarm),
        new("cpu-limit", &LimitFaults.Cpu, outside: &OutsideFaults.Cpu),
        new("file-size-limit", &LimitFaults.FileSize, outside: &OutsideFaults.FileSize),
        new("forbidden-syscall", &LimitFaults.ForbiddenSyscall, &LimitFaults.CheckSeccomp, &LimitFaults.ForbidSocket),
        new("out-of-memory", &LimitFaults.OutOfMemory, outside: &OutsideFaults.OutOfMemory),
        new("open-files", &LimitFaults.OpenFiles, outside: &OutsideFaults.OpenFiles),
        new("exec", &ExecFaults.Exec),
        new("signal-queue", &QueueFaults.SignalQueue),
        new("stop", &SignalFaults.Stop),
        new("hang", &SignalFaults.Hang),
        new("deadlock", &SharingFaults.Deadlock, &SharingFaults.MakeLocks),
        new("write-pages", &PagingFaults.WritePages),
        new("cold-file", &PagingFaults.ColdFile, &ColdFileCheck.Check),
        new("lock-owner-dies", &OwnerFaults.DieWithLock, &OwnerFaults.MakeLock, store: &OwnerFaults.StoreWithLock),
        new("host-loss", &LossFaults.LoseHost),
        new("corrupt-array", &SharingFaults.CorruptArray),
        new("corrupt-sums", &SharingFaults.CorruptSums),
        new("data-race", &SharingFaults.DataRace),
    ];

    /// <summary>The id of the fault's row.</summary>
    public string Id { get; }

    /// <summary>The fault itself.</summary>
    public delegate*<WorkerJob*, void> Run { get; }

    /// <summary>
    /// What the host does before the first worker, with the job of that one, or null: it makes ready what the fault needs, or refuses with a
    /// <see cref="MachineRefusedException"/> where the machine cannot show it.
    /// </summary>
    public delegate*<WorkerJob*, void> Prepare { get; }

    /// <summary>
    /// What a worker does before it becomes somebody else's program, or null: where the fault is a signal, its supervisor sends it.
    /// </summary>
    public delegate*<WorkerJob*, void> Outside { get; }

    /// <summary>How a worker that does not do the fault stores its sum, or null where that is as ever.</summary>
    public delegate*<WorkerJob*, long, void> Store { get; }

    /// <summary>That of a fault of the catalogue.</summary>
    public static FaultCode Of(string id)
    {
        foreach (FaultCode code in All)
        {
            if (code.Id == id)
                return code;
        }
        throw new SandboxBugException($"no code for the fault {id}");
    }
}
