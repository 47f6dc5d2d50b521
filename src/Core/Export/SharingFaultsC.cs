using System.Globalization;
using Sandbox.Core.Arrays;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>The faults that hurt by way of memory which others use too.</summary>
internal static class SharingFaultsC
{
    public static (string Id, FaultC Text)[] All { get; } =
    [
        ("corrupt-array", new("unistd.h", CorruptArray)),
        ("corrupt-sums", new("unistd.h", """
            static void overwrite(int neighbour)
            {
                if (neighbour < 0 || neighbour >= WORKERS)
                    return;
                /* One that stores later would undo the damage, and the lesson would depend on luck. */
                while (board->stage[neighbour] < FAULTING)
                    usleep(200);
                board->results[neighbour] = -1000;
            }

            static void do_fault(int worker)
            {
                overwrite(worker - 1);
                overwrite(worker + 1);
            }
            """) { AsksWho = true }),
        ("data-race", new("pthread.h", DataRace)
        {
            AsksWho = true,
            BoardFields = spec => Arrived(spec) == "updates" ? "pthread_barrier_t meeting;" : "volatile long updates;\npthread_barrier_t meeting;",
            BoardSetUp = _ => """
                /* PTHREAD_PROCESS_SHARED: whoever maps the board may meet there, from whatever process. */
                pthread_barrierattr_t shared;
                pthread_barrierattr_init(&shared);
                pthread_barrierattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
                pthread_barrier_init(&board->meeting, &shared, WORKERS);
                """,
            AtHostsEnd = _ => "board->updates = updates;",
            InReport = spec => $$"""
                printf("updates: %ld made, %ld arrived, %ld lost\n", LENGTH, {{Arrived(spec)}}, LENGTH - {{Arrived(spec)}});
                """,
        }),
    ];

    private static string CorruptArray(RunSpec spec)
    {
        long value = spec.FaultValue;
        return value == PageRange.AllPages
            ? """
                static void do_fault(void)
                {
                    for (long i = 0; i < LENGTH; i++)
                        array[i] = -1000;
                }
                """
            : $$"""
                #define FIRST_PAGE {{PageRange.First(value).ToString(CultureInfo.InvariantCulture)}}L
                #define LAST_PAGE {{PageRange.Last(value).ToString(CultureInfo.InvariantCulture)}}L

                static void do_fault(void)
                {
                    long page = sysconf(_SC_PAGESIZE) / (long)sizeof(*array);

                    for (long i = FIRST_PAGE * page; i < (LAST_PAGE + 1) * page && i < LENGTH; i++)
                        array[i] = -1000;
                }
                """;
    }

    private static string DataRace(RunSpec spec) => CText.Fill(
        spec.Atomic ? AtomicUpdates : RacingUpdates,
        ("own", IsOnBoard(spec) ? "/* The total is on the board, in memory that all share. */" : """
            /* Each process has its own: what a child adds does not arrive. The threads of one share it. */
            static volatile long updates;
            """),
        ("updates", IsOnBoard(spec) ? "board->updates" : "updates"));

    private const string AtomicUpdates = """
        @own@

        /* One update for each element. */
        static void do_fault(int worker)
        {
            long count = slice_start(worker + 1) - slice_start(worker);

            pthread_barrier_wait(&board->meeting);
            /* Read, add and write back as one, which nobody else gets into: nothing is lost. */
            for (long done = 0; done < count; done++)
                __atomic_fetch_add(&@updates@, 1, __ATOMIC_SEQ_CST);
        }
        """;

    private const string RacingUpdates = """
        @own@

        /* One update for each element. */
        static void do_fault(int worker)
        {
            long count = slice_start(worker + 1) - slice_start(worker);
            long read = @updates@;

            /* Read, add, write back, without a lock. All have read before the first one writes: some are lost every time. */
            pthread_barrier_wait(&board->meeting);
            if (count > 0)
                @updates@ = read + 1;
            pthread_barrier_wait(&board->meeting);
            /* The others race as the machine lets them. */
            for (long done = 1; done < count; done++)
                @updates@ = @updates@ + 1;
        }
        """;

    private static bool IsOnBoard(RunSpec spec) => spec.ModelRow.SharesFrames;

    // The threads' own counter is in the host; the program that prints is another process and finds a copy on the board.
    private static string Arrived(RunSpec spec) => !spec.ModelRow.SharesTotal ? "updates" : "board->updates";
}
