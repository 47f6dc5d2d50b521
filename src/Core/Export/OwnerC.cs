using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>A lock whose owner dies.</summary>
internal static class OwnerC
{
    public static FaultC Text { get; } = new("errno.h pthread.h signal.h unistd.h", """
        /* Takes the lock that all need before they store. */
        static void take_lock(int worker)
        {
            /* A robust mutex tells who takes it that its owner has died. What it guards is whole here: the owner wrote nothing. */
            if (pthread_mutex_lock(&board->lock) == EOWNERDEAD) {
                pthread_mutex_consistent(&board->lock);
                board->told[worker] = 1;
            }
        }

        static void do_fault(int worker)
        {
            take_lock(worker);
            board->owner_has_lock = 1;
            kill(getpid(), SIGKILL);
        }
        """)
    {
        AsksWho = true,
        BoardFields = _ => """
            pthread_mutex_t lock;
            _Atomic int owner_has_lock;
            _Atomic int told[WORKERS];
            """,
        BoardSetUp = spec => CText.Fill(
            """
            /* PTHREAD_PROCESS_SHARED: whoever maps the board may take it, in whatever process. */
            pthread_mutexattr_t lock_attributes;
            pthread_mutexattr_init(&lock_attributes);
            pthread_mutexattr_setpshared(&lock_attributes, PTHREAD_PROCESS_SHARED);
            pthread_mutexattr_setrobust(&lock_attributes, @robust@);
            pthread_mutex_init(&board->lock, &lock_attributes);
            """,
            ("robust", spec.FaultValue == FaultArguments.RobustKind ? "PTHREAD_MUTEX_ROBUST" : "PTHREAD_MUTEX_STALLED")),
        AroundStore = (
            """
            /* One that takes it earlier would never notice. */
            while (!board->owner_has_lock)
                usleep(200);
            take_lock(worker);
            """,
            "pthread_mutex_unlock(&board->lock);"),
        InReport = _ => """
            for (int worker = 0; worker < WORKERS; worker++) {
                if (board->told[worker])
                    printf("lock: worker %d got EOWNERDEAD\n", worker);
            }
            """,
    };
}
