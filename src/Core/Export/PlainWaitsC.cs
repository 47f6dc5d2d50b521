namespace Sandbox.Core.Export;

/// <summary>The wait strategies that are a loop around waitpid, or no wait at all.</summary>
internal static class PlainWaitsC
{
    public static (string Id, WaitC Text)[] All { get; } =
    [
        ("in-order", new("errno.h sys/wait.h", """
            /* Child 0, then 1, then 2 ...: one that ends early stays a zombie until its turn. */
            static void wait_for_children(void)
            {
                int status;

                for (int worker = 0; worker < COUNT; worker++) {
                    while (!reaped[worker]) {
                        pid_t pid = waitpid(pids[worker], &status, 0);

                        if (pid > 0)
                            note_end(pid, status);
                        else if (errno == EINTR)
                            look_at_the_clock();
                        else
                            give_up("waitpid");
                    }
                }
            }
            """)),
        ("any", new("errno.h sys/wait.h", """
            /* Whichever child ends next. */
            static void wait_for_children(void)
            {
                int status;

                while (children > 0) {
                    pid_t pid = waitpid(-1, &status, 0);

                    if (pid > 0)
                        note_end(pid, status);
                    else if (errno == EINTR)
                        look_at_the_clock();
                    else
                        give_up("waitpid");
                }
            }
            """)),
        ("poll", new("errno.h sys/wait.h unistd.h", """
            /* A look every few milliseconds that never blocks: WNOHANG gives 0 while all children run. */
            static void wait_for_children(void)
            {
                int status;

                while (children > 0) {
                    pid_t pid = waitpid(-1, &status, WNOHANG);

                    if (pid > 0) {
                        note_end(pid, status);
                    } else if (pid == 0) {
                        usleep(5000);
                        look_at_the_clock();
                    } else if (errno != EINTR) {
                        give_up("waitpid");
                    }
                }
            }
            """)),
        ("job-control", new("errno.h sys/wait.h", """
            /* What shells do: WUNTRACED tells of children that stop too, WCONTINUED of those that go on. */
            static void wait_for_children(void)
            {
                int status;

                while (children > 0) {
                    pid_t pid = waitpid(-1, &status, WUNTRACED | WCONTINUED);

                    if (pid > 0 && (WIFSTOPPED(status) || WIFCONTINUED(status)))
                        note_change(pid, status);
                    else if (pid > 0)
                        note_end(pid, status);
                    else if (errno == EINTR)
                        look_at_the_clock();
                    else
                        give_up("waitpid");
                }
            }
            """)
        {
            ForNotes = """
                /* Stops and continuations, in order; printed with the report. */
                static struct { pid_t pid; int status; } changes[4 * COUNT];
                static int change_count;

                static void note_change(pid_t pid, int status)
                {
                    if (change_count < 4 * COUNT) {
                        changes[change_count].pid = pid;
                        changes[change_count++].status = status;
                    }
                }
                """,
            InReport = """
                for (int i = 0; i < change_count; i++) {
                    printf("change: pid %d, ", (int)changes[i].pid);
                    print_status(changes[i].status);
                    printf("\n");
                }
                """,
        }),
        ("ignore", new("errno.h sys/wait.h", """
            /* With SIGCHLD ignored the kernel reaps: waitpid returns when the last child has ended, and has no status to give. */
            static void wait_for_children(void)
            {
                while (waitpid(-1, NULL, 0) < 0 && errno == EINTR)
                    look_at_the_clock();
                if (errno != ECHILD)
                    give_up("waitpid");
                printf("waitpid: -1, ECHILD\n");
            }
            """)
        {
            Reaps = false,
            BeforeStart = "signal(SIGCHLD, SIG_IGN);",
            Unreaped = "the kernel has reaped it, and nobody knows how it ended",
        }),
        ("never", new("string.h sys/wait.h unistd.h", """
            /* The letter that /proc/PID/stat has for the state, which stands behind the name in brackets. */
            static char state_of(pid_t pid)
            {
                char path[64], line[512] = "", *name_end;
                FILE *stat;

                snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
                stat = fopen(path, "r");
                if (stat == NULL)
                    return '?';
                if (fgets(line, sizeof line, stat) == NULL)
                    line[0] = '\0';
                fclose(stat);
                name_end = strrchr(line, ')');
                return name_end != NULL && name_end[1] == ' ' ? name_end[2] : '?';
            }

            static int count_zombies(void)
            {
                int zombies = 0;

                for (int worker = 0; worker < COUNT; worker++)
                    zombies += state_of(pids[worker]) == 'Z';
                return zombies;
            }

            /* No wait at all: a child that has ended stays a zombie, an entry in the process table that keeps its status. */
            static void wait_for_children(void)
            {
                while (count_zombies() < COUNT) {
                    usleep(5000);
                    look_at_the_clock();
                }
                printf("zombies: %d of %d children\n", count_zombies(), COUNT);
            }
            """)
        {
            Reaps = false,
            Unreaped = "a zombie: it has ended, and nobody has waited for it",
            AfterReport = """
                /* When this process ends, process 1 would reap them; they are reaped here, so that nothing is left behind. */
                while (waitpid(-1, NULL, 0) > 0)
                    ;
                """,
        }),
    ];
}
