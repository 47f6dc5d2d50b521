using System.Globalization;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>Restarts in C: the parent starts a worker again that failed.</summary>
internal static class RestartC
{
    /// <summary>What keeps an end, in the place of the plain <c>note_end</c>, and starts again who failed.</summary>
    public static string NoteEnd { get; } = string.Create(CultureInfo.InvariantCulture, $$"""
        static int lives[COUNT]; /* how often each was started again */

        static void start_clock(void);
        static void stop_clock(void);
        static pid_t start_worker(int worker);
        static void print_status(int status);
        static int late(void);

        /*
         * What a service manager does: a child that failed is started again, after a time that doubles. This one sleeps meanwhile; one that
         * has more to do would have a timer for each child instead.
         */
        static int start_again(int worker, int status)
        {
            unsigned wait = {{Restarts.FirstBackOffMs}};

            if ((WIFEXITED(status) && WEXITSTATUS(status) == 0) || lives[worker] >= RESTARTS || late())
                return 0;
            for (int life = 0; life < lives[worker] && wait < {{Restarts.LongestBackOffMs}}; life++)
                wait *= 2;
            if (wait > {{Restarts.LongestBackOffMs}})
                wait = {{Restarts.LongestBackOffMs}};
            printf("life %d of worker %d: pid %d, ", lives[worker] + 1, worker, (int)pids[worker]);
            print_status(status);
            printf("; started again in %u ms\n", wait);
            /* What is in the buffer now the copy would have too. */
            fflush(stdout);
            stop_clock();
            /* The first children were started before there was a handler. */
            signal(SIGALRM, SIG_DFL);
            usleep(wait * 1000);
            board->stage[worker] = SUMMING;
            board->life[worker] = ++lives[worker];
            pids[worker] = start_worker(worker);
            if (pids[worker] < 0)
                give_up("a worker could not be started again");
            start_clock();
            return 1;
        }

        static void note_end(pid_t pid, int status)
        {
            for (int worker = 0; worker < COUNT; worker++) {
                if (pids[worker] == pid && !reaped[worker]) {
                    if (start_again(worker, status))
                        return;
                    statuses[worker] = status;
                    reaped[worker] = 1;
                    children--;
                    return;
                }
            }
        }
        """);

    /// <summary>Whether the time of the run is over, for who starts somebody again.</summary>
    public const string Late = """
        static int late(void)
        {
            return now() - started >= TIMEOUT;
        }
        """;
}
