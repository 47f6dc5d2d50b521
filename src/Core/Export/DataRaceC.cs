using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>The data race: one total that all workers add to, with a lock or without.</summary>
internal static class DataRaceC
{
    public static FaultC Text { get; } = new("pthread.h", Code)
    {
        AsksWho = true,
        MoreHeaders = spec => Lock(spec).Header,
        BoardFields = BoardFields,
        BoardSetUp = spec => CText.Fill(
            """
            /* PTHREAD_PROCESS_SHARED: whoever maps the board may meet there, from whatever process. */
            pthread_barrierattr_t shared;
            @lock_shared@
            pthread_barrierattr_init(&shared);
            pthread_barrierattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
            pthread_barrier_init(&board->meeting, &shared, WORKERS);
            """,
            ("lock_shared", IsOnBoard(spec) ? LocksC.Named(Lock(spec).Make.Shared, LockName(spec)) : "")),
        AtHostsEnd = _ => "board->updates = updates;",
        InReport = spec => $$"""
            printf("updates: %ld made, %ld arrived, %ld lost\n", LENGTH, {{Arrived(spec)}}, LENGTH - {{Arrived(spec)}});
            """,
    };

    private static string BoardFields(RunSpec spec)
    {
        string updates = Arrived(spec) == "updates" ? "" : "volatile long updates;\n";
        string held = IsOnBoard(spec) && Lock(spec).Type is { Length: > 0 } type ? $"{type} lock;\n" : "";
        return $"{updates}{held}pthread_barrier_t meeting;";
    }

    private static string Code(RunSpec spec) => CText.Fill(
        """
        @total@

        /* One update for each element. */
        static void do_fault(int worker)
        {
            long count = slice_start(worker + 1) - slice_start(worker);
            @before@

            @race@
            pthread_barrier_wait(&board->meeting);
            @first@
            @loop@
        }
        """,
        ("total", (IsOnBoard(spec) ? "/* The total is on the board, in memory that all share; so is the lock, where there is one. */" : """
            /* Each process has its own: what a child adds does not arrive. The threads of one share it. */
            static volatile long updates;
            """) + OwnLock(spec)),
        ("before", Races(spec) ? $"long read = {Total(spec)};" : ""),
        ("race", Races(spec) ? "/* Read, add, write back, without a lock. All have read before the first one writes: some are lost every time. */" : ""),
        ("first", Races(spec) ? $"if (count > 0)\n    {Total(spec)} = read + 1;\npthread_barrier_wait(&board->meeting);" : ""),
        ("loop", Lock(spec).LoopOver(spec.HoldsLockForAll, Total(spec), LockName(spec))));

    /// <summary>The lock where it is beside a total of the process's own: made before main, for a fresh program has that too.</summary>
    private static string OwnLock(RunSpec spec) => IsOnBoard(spec) || Lock(spec).Type.Length == 0 ? "" : "\n\n" + $$"""
        static {{Lock(spec).Type}} lock;

        __attribute__((constructor)) static void make_lock(void)
        {
            {{LocksC.Named(Lock(spec).Make.Own, LockName(spec))}}
        }
        """;

    private static LocksC Lock(RunSpec spec) => LocksC.All[spec.Lock];

    private static bool Races(RunSpec spec) => Catalogue.LockCatalogue.Find(spec.Lock) is { KeepsApart: false };

    private static bool IsOnBoard(RunSpec spec) => spec.ModelRow.SharesFrames;

    private static string Total(RunSpec spec) => IsOnBoard(spec) ? "board->updates" : "updates";

    private static string LockName(RunSpec spec) => IsOnBoard(spec) ? "board->lock" : "lock";

    // The threads' own counter is in the host; the program that prints is another process and finds a copy on the board.
    private static string Arrived(RunSpec spec) => !spec.ModelRow.SharesTotal ? "updates" : "board->updates";
}
