
namespace Sandbox.Core.Export;

/// <summary>The faults after which a worker needs somebody else: to be continued, or to be ended.</summary>
internal static class EndlessFaultsC
{
    public static (string Id, FaultC Text)[] All { get; } =
    [
        ("hang", new("", """
            static void do_fault(void)
            {
                for (;;)
                    ;
            }
            """)),
        ("stop", new("signal.h", """
            static void do_fault(void)
            {
                /* raise() sends it to this very thread, which so stops here; one for the process any thread may take first. */
                raise(SIGSTOP);
            }
            """)
        {
            ForParent = spec => $$"""
                #define STOP_SECONDS {{spec.FaultArgument}}

                /* Lets go on who has stopped itself that long ago. */
                static void continue_the_stopped(void)
                {
                    static double since[WORKERS];

                    for (int worker = 0; worker < WORKERS; worker++) {
                        if (board->stage[worker] != FAULTING || process_of(worker) <= 0)
                            continue;
                        if (since[worker] == 0)
                            since[worker] = now();
                        /* To one that runs already SIGCONT does nothing. */
                        else if (now() - since[worker] >= STOP_SECONDS)
                            kill(process_of(worker), SIGCONT);
                    }
                }
                """,
            AtEachLook = "continue_the_stopped();",
        }),
        ("lock-owner-dies", OwnerC.Text),
        ("host-loss", HostLossC.Text),
        ("deadlock", new("pthread.h", """
            /* Neighbours differ in parity: one takes the even lock first, the other the odd one. */
            static void do_fault(int worker)
            {
                int mine = worker % 2;

                pthread_mutex_lock(&board->locks[mine]);
                /* Neither goes on before both hold a lock: it deadlocks every time, and not only with bad luck. */
                pthread_barrier_wait(&board->meeting);
                pthread_mutex_lock(&board->locks[1 - mine]);
            }
            """)
        {
            AsksWho = true,
            BoardFields = _ => """
                pthread_mutex_t locks[2];
                pthread_barrier_t meeting;
                """,
            BoardSetUp = _ => """
                /* PTHREAD_PROCESS_SHARED: whoever maps the board may take them, in whatever process. */
                pthread_mutexattr_t lock_shared;
                pthread_barrierattr_t meeting_shared;
                pthread_mutexattr_init(&lock_shared);
                pthread_mutexattr_setpshared(&lock_shared, PTHREAD_PROCESS_SHARED);
                pthread_mutex_init(&board->locks[0], &lock_shared);
                pthread_mutex_init(&board->locks[1], &lock_shared);
                pthread_barrierattr_init(&meeting_shared);
                pthread_barrierattr_setpshared(&meeting_shared, PTHREAD_PROCESS_SHARED);
                pthread_barrier_init(&board->meeting, &meeting_shared, 2);
                """,
        }),
    ];
}
