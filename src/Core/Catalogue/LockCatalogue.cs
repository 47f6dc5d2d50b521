using System.Collections.Immutable;

namespace Sandbox.Core.Catalogue;

/// <summary>Every way there is to add to one total: a row each.</summary>
public static class LockCatalogue
{
    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public static ImmutableArray<WorkerLock> All { get; } =
    [
        new("none", "read, add, write back: updates can be lost where memory is shared") { KeepsApart = false },
        new("atomic", "one atomic instruction for each update: none is lost") { IsAtomic = true },
        new("mutex", "pthread_mutex_lock(): who finds it taken sleeps in the kernel") { IsHeld = true },
        new("spinlock", "pthread_spin_lock(): who finds it taken tries again and again") { IsHeld = true },
        new("semaphore", "sem_wait() on a semaphore that begins with 1, beside the total") { IsHeld = true },
        new("thread-local", "each worker counts for itself, and adds that once at the end"),
    ];

    /// <summary>How much can be done while a lock is held, in the order in which that is listed to people.</summary>
    public static ImmutableArray<LockGrain> Grains { get; } =
    [
        new("fine", "the lock is taken and given back for each update"),
        new("coarse", "a worker takes it once for all its updates: the others wait so long") { ForAll = true },
    ];

    /// <summary>The id of holding it for one update.</summary>
    public static string Fine => Grains[0].Id;

    /// <summary>The id of adding without a lock.</summary>
    public static string None => All[0].Id;

    /// <summary>The id of adding with atomic instructions.</summary>
    public static string Atomic => All[1].Id;

    /// <summary>The grain with an id, or <c>null</c>.</summary>
    public static LockGrain? FindGrain(string id)
    {
        foreach (LockGrain grain in Grains)
        {
            if (grain.Id == id)
                return grain;
        }
        return null;
    }

    /// <summary>The one with an id, or <c>null</c>.</summary>
    public static WorkerLock? Find(string id)
    {
        foreach (WorkerLock one in All)
        {
            if (one.Id == id)
                return one;
        }
        return null;
    }
}
