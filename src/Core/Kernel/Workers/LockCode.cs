using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>
/// What a worker runs to add to one total, by the id of the lock's row in the catalogue: either all of it, or how the lock is taken and given
/// back. It may run in a forked child, as the code of a fault does.
/// </summary>
internal readonly unsafe struct LockCode
{
    private LockCode(string id, delegate*<CountedTotal*, long, void> add)
    {
        Id = id;
        Add = add;
    }

    private LockCode(string id, delegate*<CountedTotal*, void> take, delegate*<CountedTotal*, void> give)
    {
        Id = id;
        Take = take;
        Give = give;
    }

    /// <summary>Every lock's.</summary>
    public static LockCode[] All { get; } =
    [
        new("none", &AddAlone),
        new("atomic", &AddAtomically),
        new("mutex", &TakeMutex, &GiveMutex),
        new("spinlock", &TakeSpin, &GiveSpin),
        new("semaphore", &TakeSemaphore, &GiveSemaphore),
        new("thread-local", &AddOnce),
    ];

    /// <summary>The id of the lock's row.</summary>
    public string Id { get; }

    /// <summary>Makes so many updates; null for a lock that is held.</summary>
    public delegate*<CountedTotal*, long, void> Add { get; }

    /// <summary>Takes the lock, and gives it back; null for one that is not held.</summary>
    public delegate*<CountedTotal*, void> Take { get; }

    /// <inheritdoc cref="Take"/>
    public delegate*<CountedTotal*, void> Give { get; }

    /// <summary>That of a lock of the catalogue.</summary>
    public static LockCode Of(string id)
    {
        foreach (LockCode code in All)
        {
            if (code.Id == id)
                return code;
        }
        throw new SandboxBugException($"no code for the lock {id}");
    }

    /// <summary>Makes the locks beside a total. In the process that has it first, before there are others.</summary>
    /// <param name="total">The total.</param>
    /// <param name="betweenProcesses">Whether several processes are to have it.</param>
    public static void Make(CountedTotal* total, bool betweenProcesses)
    {
        int shared = betweenProcesses ? PThreadH.PTHREAD_PROCESS_SHARED : PThreadH.PTHREAD_PROCESS_PRIVATE;
        long* attributes = stackalloc long[2];
        Raw.MutexAttributesInit(attributes);
        Raw.MutexAttributesShared(attributes, shared);
        Raw.MutexInit(&total->Mutex, attributes);
        Raw.SpinInit(&total->Spin, shared);
        Raw.SemaphoreInit(&total->Semaphore, betweenProcesses ? 1 : 0, 1);
    }

    /// <summary>Makes so many updates as nobody else did: read, add, write back.</summary>
    public static void AddAlone(CountedTotal* total, long count)
    {
        long* number = &total->Value.Number;
        for (long done = 0; done < count; done++)
            Volatile.Write(ref *number, Volatile.Read(ref *number) + 1);
    }

    private static void AddAtomically(CountedTotal* total, long count)
    {
        for (long done = 0; done < count; done++)
            Interlocked.Increment(ref total->Value.Number);
    }

    private static void AddOnce(CountedTotal* total, long count)
    {
        // In memory of its own, as thread_local is, and not in a register: each update is a real one.
        long own = 0;
        for (long done = 0; done < count; done++)
            Volatile.Write(ref own, Volatile.Read(ref own) + 1);
        Interlocked.Add(ref total->Value.Number, own);
    }

    private static void TakeMutex(CountedTotal* total) => Raw.MutexLock(&total->Mutex);

    private static void GiveMutex(CountedTotal* total) => Raw.MutexUnlock(&total->Mutex);

    private static void TakeSpin(CountedTotal* total) => Raw.SpinLock(&total->Spin);

    private static void GiveSpin(CountedTotal* total) => Raw.SpinUnlock(&total->Spin);

    private static void TakeSemaphore(CountedTotal* total)
    {
        while (Raw.SemaphoreWait(&total->Semaphore) != 0 && Raw.Errno == ErrnoH.EINTR)
        {
        }
    }

    private static void GiveSemaphore(CountedTotal* total) => Raw.SemaphorePost(&total->Semaphore);
}
