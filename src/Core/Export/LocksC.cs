using System.Collections.Immutable;

namespace Sandbox.Core.Export;

/// <summary>A lock of the catalogue in C, for who adds to one total. One that is held has a variable; the others are one loop.</summary>
/// <param name="Loop">Adds <c>count - first</c> times to the total, which is <c>@total@</c>; takes <c>@take@</c> and <c>@give@</c> where it is held.</param>
internal sealed record LocksC(string Loop)
{
    private const string Fine = """
        for (long done = 0; done < count; done++) {
            @take@
            @total@ = @total@ + 1;
            @give@
        }
        """;

    private const string Coarse = """
        @take@
        for (long done = 0; done < count; done++)
            @total@ = @total@ + 1;
        @give@
        """;

    private const string MakeMutex = """
        pthread_mutexattr_t lock_attributes;
        pthread_mutexattr_init(&lock_attributes);
        pthread_mutexattr_setpshared(&lock_attributes, PTHREAD_PROCESS_SHARED);
        pthread_mutex_init(&@lock@, &lock_attributes);
        """;

    /// <summary>The header of its type; empty where another part has it anyway.</summary>
    public string Header { get; init; } = "";

    /// <summary>Its type, where it is held; otherwise empty.</summary>
    public string Type { get; init; } = "";

    /// <summary>Makes <c>@lock@</c>, for the threads of one process or for several processes.</summary>
    public (string Own, string Shared) Make { get; init; }

    /// <summary>Takes <c>@lock@</c>, and gives it back.</summary>
    public (string Take, string Give) Hold { get; init; }

    /// <summary>Every lock that can be written, by its id.</summary>
    public static ImmutableDictionary<string, LocksC> All { get; } = new Dictionary<string, LocksC>
    {
        ["none"] = new("""
            /* The others race as the machine lets them. */
            for (long done = 1; done < count; done++)
                @total@ = @total@ + 1;
            """),
        ["atomic"] = new("""
            /* Read, add and write back as one, which nobody else gets into: nothing is lost. */
            for (long done = 0; done < count; done++)
                __atomic_fetch_add(&@total@, 1, __ATOMIC_SEQ_CST);
            """),
        ["mutex"] = new("")
        {
            Type = "pthread_mutex_t",
            Make = ("pthread_mutex_init(&@lock@, NULL);", MakeMutex),
            Hold = ("pthread_mutex_lock(&@lock@);", "pthread_mutex_unlock(&@lock@);"),
        },
        ["spinlock"] = new("")
        {
            Type = "pthread_spinlock_t",
            Make = ("pthread_spin_init(&@lock@, PTHREAD_PROCESS_PRIVATE);", "pthread_spin_init(&@lock@, PTHREAD_PROCESS_SHARED);"),
            Hold = ("pthread_spin_lock(&@lock@);", "pthread_spin_unlock(&@lock@);"),
        },
        ["semaphore"] = new("")
        {
            Header = "errno.h semaphore.h",
            Type = "sem_t",
            Make = ("sem_init(&@lock@, 0, 1);", "/* The first 1: for other processes too. The second: one may pass. */\nsem_init(&@lock@, 1, 1);"),
            Hold = ("while (sem_wait(&@lock@) != 0 && errno == EINTR)\n    ;", "sem_post(&@lock@);"),
        },
        ["thread-local"] = new("""
            /* Nobody else has it: no lock is needed, but for the one addition at the end. */
            static _Thread_local volatile long own;

            for (long done = 0; done < count; done++)
                own = own + 1;
            __atomic_fetch_add(&@total@, own, __ATOMIC_SEQ_CST);
            """),
    }.ToImmutableDictionary();

    /// <summary>The loop of a spec, with the names of total and lock filled in.</summary>
    /// <param name="forAll">Whether it is held for all updates.</param>
    /// <param name="total">The total.</param>
    /// <param name="name">The lock.</param>
    public string LoopOver(bool forAll, string total, string name) => CText.Fill(
        Type.Length == 0 ? Loop : forAll ? Coarse : Fine,
        ("total", total),
        ("take", Named(Hold.Take, name)),
        ("give", Named(Hold.Give, name)));

    /// <summary>A text with the lock's name filled in.</summary>
    public static string Named(string? text, string name) => (text ?? "").Replace("@lock@", name, StringComparison.Ordinal);
}
