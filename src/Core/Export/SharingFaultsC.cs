using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>The faults that hurt by way of memory which others use too.</summary>
internal static class SharingFaultsC
{
    public static (string Id, FaultC Text)[] All { get; } =
    [
        ("corrupt-array", new("", """
            static void do_fault(void)
            {
                for (long i = 0; i < LENGTH; i++)
                    array[i] = -1000;
            }
            """)),
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
        ("data-race", new("", spec => $$"""
            {{(IsOnBoard(spec) ? "" : "/* Each process has its own: what a child adds arrives nowhere. Threads share it. */\nstatic volatile long long updates;\n\n")}}static void do_fault(int worker)
            {
                /* Read, add, write back, without a lock: what another one writes in between is lost. */
                for (long i = slice_start(worker); i < slice_start(worker + 1); i++)
                    {{Updates(spec)}} = {{Updates(spec)}} + 1;
            }
            """)
        {
            AsksWho = true,
            ByAll = true,
            BoardFields = spec => Arrived(spec) == "updates" ? "" : "volatile long long updates;",
            AtHostsEnd = _ => "board->updates = updates;",
            InReport = spec => $$"""
                printf("updates: %ld made, %lld arrived, %lld lost\n", LENGTH, {{Arrived(spec)}}, LENGTH - {{Arrived(spec)}});
                """,
        }),
    ];

    private static bool IsOnBoard(RunSpec spec) => spec.Model == "shared";

    private static string Updates(RunSpec spec) => IsOnBoard(spec) ? "board->updates" : "updates";

    // The threads' own counter is in the host; the program that prints is another process and finds a copy on the board.
    private static string Arrived(RunSpec spec) => spec.Model is "processes" or "spawn" ? "updates" : "board->updates";
}
