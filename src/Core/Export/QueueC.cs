namespace Sandbox.Core.Export;

/// <summary>Signals that wait until they are taken.</summary>
internal static class QueueC
{
    public static FaultC Text { get; } = new("signal.h time.h", spec => $$"""
        #define SIGNALS {{spec.FaultArgument}}

        static void do_fault(void)
        {
            struct timespec no_time = {0, 0};
            sigset_t both;
            int number;

            sigemptyset(&both);
            sigaddset(&both, SIGUSR1);
            sigaddset(&both, SIGRTMIN);
            pthread_sigmask(SIG_BLOCK, &both, NULL);
            /* raise() sends to this very thread: another one has not blocked them. */
            for (int sent = 0; sent < SIGNALS; sent++) {
                raise(SIGUSR1);
                if (raise(SIGRTMIN) != 0)
                    board->refused++; /* EAGAIN: RLIMIT_SIGPENDING */
            }
            /* Of a standard signal the kernel keeps one, real-time signals queue. */
            while ((number = sigtimedwait(&both, NULL, &no_time)) > 0) {
                if (number == SIGUSR1)
                    board->standard++;
                else
                    board->realtime++;
            }
            pthread_sigmask(SIG_UNBLOCK, &both, NULL);
            board->senders++;
        }
        """)
    {
        BoardFields = _ => "_Atomic long senders, standard, realtime, refused;",
        InReport = _ => """
            printf("signals: %ld of each sent, %ld SIGUSR1 arrived, %ld SIGRTMIN arrived, %ld refused\n", board->senders * SIGNALS,
                   board->standard, board->realtime, board->refused);
            """,
    };
}
