using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>The parent in C: its children, its clock and its wait.</summary>
internal static class ParentC
{
    /// <summary>What every process of the program does first.</summary>
    public static CPart Manners(RunSpec spec) => new("signal.h sys/prctl.h sys/resource.h unistd.h", CText.Fill("""
        /* No core file, and every signal at its default action: whoever started us may have ignored some, as nohup does. */
        static void settle_in(void)
        {
            @limits@
            sigset_t no_signal;

            @core@
            for (int number = 1; number <= SIGRTMAX; number++)
                signal(number, SIG_DFL);
            sigemptyset(&no_signal);
            sigprocmask(SIG_SETMASK, &no_signal, NULL);
        }

        /* A child ends with its parent, even where that is killed and can clean up nothing. */
        static void die_with(pid_t parent)
        {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            /* It may have ended before the kernel knew. */
            if (getppid() != parent)
                _exit(0);
        }
        """,
        ("limits", spec.Limits.Core is null ? "struct rlimit one = {1, 1}, none = {0, 0};" : "struct rlimit core;"),
        ("core", spec.Limits.Core is null ? NoCore : NoCoreOfParent)));

    private const string NoCore = """
        /* 1 and not 0: a core_pattern that is a pipe takes no notice of 0, see core(5). */
        if (setrlimit(RLIMIT_CORE, &one) != 0)
            setrlimit(RLIMIT_CORE, &none);
        """;

    private const string NoCoreOfParent = """
        /* The hard limit stays: the workers have a limit of their own. 1 and not 0, see core(5). */
        getrlimit(RLIMIT_CORE, &core);
        core.rlim_cur = core.rlim_max ? 1 : 0;
        setrlimit(RLIMIT_CORE, &core);
        """;

    private const string Children = """
        /* ---- the parent ---- */

        static pid_t pids[COUNT];
        static int statuses[COUNT]; /* raw, as wait calls store them */
        static int reaped[COUNT];   /* whether there is a status */
        static int children;        /* how many were started and not waited for */

        @note@

        /* The pid of a child that nobody has waited for, or 0: a pid that was waited for may be another's by now. */
        static pid_t process_of(int worker)
        {
            return reaped[worker] ? 0 : @pids@[worker];
        }
        """;

    private const string NoteEnd = """
        static void note_end(pid_t pid, int status)
        {
            for (int worker = 0; worker < COUNT; worker++) {
                if (pids[worker] == pid && !reaped[worker]) {
                    statuses[worker] = status;
                    reaped[worker] = 1;
                    children--;
                    return;
                }
            }
        }
        """;

    private const string Host = """
        /* ---- the parent ---- */

        /* Threads have no wait status, so somebody else must be left to see how the process ends that holds them: the host. */
        static pid_t host;
        static int host_status;
        static int host_survived;

        static pid_t process_of(int worker)
        {
            (void)worker;
            return host;
        }
        """;

    private const string Clock = """
        static double now(void)
        {
            struct timespec time;

            clock_gettime(CLOCK_MONOTONIC, &time);
            return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
        }
        """;

    private const string EndAll = """
        static void end_all(void)
        {
            for (int worker = 0; worker < COUNT; worker++) {
                if (process_of(worker) > 0)
                    kill(process_of(worker), SIGKILL);
            }
        }
        """;

    private const string Alarm = """
        static double started;

        /* Called whenever the timer has interrupted a wait. */
        static void look_at_the_clock(void)
        {
            @each@
            if (now() - started >= TIMEOUT)
                end_all();
        }

        static void on_alarm(int number)
        {
            (void)number;
        }

        /* Again and again: a signal that comes just before the wait interrupts nothing. Without SA_RESTART: the wait is to fail with EINTR. */
        static void start_clock(void)
        {
            struct sigaction action = {.sa_handler = on_alarm};
            struct itimerval often = {.it_interval = {0, 50000}, .it_value = {0, 50000}};

            sigaction(SIGALRM, &action, NULL);
            setitimer(ITIMER_REAL, &often, NULL);
        }

        static void stop_clock(void)
        {
            struct itimerval never = {.it_interval = {0, 0}};

            setitimer(ITIMER_REAL, &never, NULL);
        }
        """;

    private const string Watcher = """
        /* While a child runs, the parent sleeps and can look at no clock: another process does. */
        static pid_t watcher;

        static void start_watcher(void)
        {
            pid_t self = getpid();

            watcher = fork();
            if (watcher < 0)
                give_up("fork");
            if (watcher > 0)
                return;
            die_with(self);
            for (;;) {
                usleep(20000);
                @each@
                if (now() - started < TIMEOUT)
                    continue;
                end_all();
                /* Those that come afterwards get some time too. */
                sleep(2);
            }
        }

        /* All children have ended. It is a child too, and who waits for any child must not wait for it. */
        static void stop_watcher(void)
        {
            kill(watcher, SIGKILL);
            waitpid(watcher, NULL, 0);
        }
        """;

    private const string StartAll = """
        static void start_all(void)
        {
            started = now();
            @watch@
            for (int turn = 0; turn < COUNT; turn++) {
                @worker@

                pids[worker] = start_worker(worker);
                if (pids[worker] < 0) {
                    perror("a worker could not be started");
                    @unwatch@
                    end_all();
                    while (waitpid(-1, NULL, 0) > 0)
                        ;
                    exit(EXIT_FAILURE);
                }
                children++;
            }
            @unwatch@
        }
        """;

    private const string WaitForHost = """
        static void start_host(void)
        {
            pid_t parent = getpid();

            started = now();
            host = fork();
            if (host < 0)
                give_up("fork");
            if (host > 0)
                return;
            die_with(parent);
            run_workers();
            board->all_ended = 1;
            _exit(0);
        }

        static void wait_for_host(void)
        {
            while (waitpid(host, &host_status, 0) < 0) {
                if (errno != EINTR)
                    give_up("waitpid");
                look_at_the_clock();
            }
            host_survived = board->all_ended;
        }
        """;

    /// <summary>The parent, from its children to its wait.</summary>
    public static IEnumerable<CPart> Parts(RunSpec spec, FaultC fault, ModelC model, WaitC wait)
    {
        yield return new CPart("sys/types.h", spec.ModelRow.OneAddressSpace ? Host : CText.Fill(Children, ("pids", spec.ModelRow.BorrowsMemory ? "board->pids" : "pids"), ("note", wait.Reaps ? NoteEnd : "/* Nobody keeps an end here: the statuses are lost. */")));
        yield return new CPart("time.h", Clock);
        if (fault.ForParent(spec) is { Length: > 0 } functions)
            yield return new CPart(fault.Headers, functions);
        yield return new CPart("signal.h", EndAll);
        yield return new CPart("signal.h sys/time.h", CText.Fill(Alarm, ("each", fault.AtEachLook)));
        if (spec.ModelRow.OneAddressSpace)
        {
            yield return new CPart("errno.h sys/wait.h unistd.h", WaitForHost);
            yield break;
        }
        if (spec.ModelRow.BorrowsMemory)
            yield return new CPart("sys/wait.h unistd.h", CText.Fill(Watcher, ("each", fault.AtEachLook)));
        yield return new CPart("stdlib.h sys/wait.h", CText.Fill(StartAll, ("worker", ModelC.InTurn(spec)), ("watch", spec.ModelRow.BorrowsMemory ? "start_watcher();" : ""), ("unwatch", spec.ModelRow.BorrowsMemory ? "stop_watcher();" : "")));
        if (spec.Orphan)
            yield return OrphanC.Adopter;
        if (wait.ForNotes.Length > 0)
            yield return new CPart("", wait.ForNotes);
        yield return new CPart(wait.Headers, $"/* ---- the wait ---- */\n\n{wait.Code}");
    }
}
