using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>The report in C: a line a worker, the host's, the total.</summary>
internal static class ReportC
{
    private const string Status = """
        /* ---- the report ---- */

        /* A status is no number but a bit-field; the macros take it apart. */
        static void print_status(int status)
        {
            printf("status 0x%04x: ", (unsigned)status);
            if (WIFEXITED(status))
                printf("WIFEXITED, WEXITSTATUS %d", WEXITSTATUS(status));
            else if (WIFSIGNALED(status))
                printf("WIFSIGNALED, WTERMSIG %d (%s), WCOREDUMP %d", WTERMSIG(status), strsignal(WTERMSIG(status)),
                       WCOREDUMP(status) != 0);
            else if (WIFSTOPPED(status))
                printf("WIFSTOPPED, WSTOPSIG %d (%s)", WSTOPSIG(status), strsignal(WSTOPSIG(status)));
            else if (WIFCONTINUED(status))
                printf("WIFCONTINUED");
        }
        """;

    private const string Worker = """
        static void print_worker(int worker)
        {
            long long expected;

            @intruder@
            printf("worker %d: ", worker);
            print_end(worker);
            expected = expected_sum(worker);
            if (board->stage[worker] == STORED@alive@)
                printf(", sum %lld, expected %lld, %s\n", (long long)board->results[worker], expected,
                       board->results[worker] == expected ? "right" : "wrong");
            else
                printf(", sum none, expected %lld, no sum\n", expected);
        }
        """;

    private const string Total = """
        static void print_report(void)
        {
            long long total = 0, expected = 0;

            for (int worker = 0; worker < COUNT; worker++)
                print_worker(worker);
            for (int worker = 0; worker < WORKERS; worker++) {
                total += board->results[worker]; /* 0 where nobody stored a sum */
                expected += expected_sum(worker);
            }
            @host@
            printf("total: sum %lld, expected %lld, %s\n", total, expected, total == expected ? "right" : "wrong");
            @fault@
            @wait@
        }
        """;

    private const string Child = """
        static void print_end(int worker)
        {
            printf("pid %d, ", (int)pids[worker]);
            if (reaped[worker])
                print_status(statuses[worker]);
            else
                printf("status none: @unreaped@");
        }
        """;

    private const string Thread = """
        static void print_end(int worker)
        {
            printf("tid %d, status none: %s", (int)board->tid[worker],
                   host_survived ? "@thread@" : "@host@");
        }
        """;

    private const string Host = """
        printf("host: pid %d, ", (int)host);
        print_status(host_status);
        printf("\n");
        if (!host_survived) {
            printf("total: sum none, expected %lld, no sum\n", expected);
            return;
        }
        """;

    /// <summary>The report, for the workers' kind and the wait strategy.</summary>
    public static IEnumerable<CPart> Parts(RunSpec spec, FaultC fault, ModelC model, WaitC wait)
    {
        yield return new CPart("stdio.h string.h sys/wait.h", Status);
        yield return new CPart("", spec.ModelRow.OneAddressSpace
            ? CText.Fill(Thread, ("thread", EndWords.OfThread), ("host", EndWords.WithHost))
            : CText.Fill(Child, ("unreaped", wait.Unreaped)));
        yield return new CPart("", CText.Fill(
            Worker,
            ("intruder", spec.HasIntruder
                ? "if (worker == INTRUDER) {\n    printf(\"intruder: \");\n    print_end(worker);\n    printf(\"\\n\");\n    return;\n}"
                : ""),
            ("alive", spec.ModelRow.OneAddressSpace ? " && host_survived" : "")));
        yield return new CPart("", CText.Fill(
            Total,
            ("host", spec.ModelRow.OneAddressSpace ? Host : spec.Orphan ? OrphanC.InReport : ""),
            ("fault", fault.InReport(spec)),
            ("wait", spec.ModelRow.OneAddressSpace ? "" : wait.InReport)));
    }
}
