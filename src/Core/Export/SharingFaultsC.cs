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
        ("data-race", DataRaceC.Text),
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
}
