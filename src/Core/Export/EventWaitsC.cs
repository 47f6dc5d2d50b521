namespace Sandbox.Core.Export;

/// <summary>The wait strategies in which a descriptor says that a child has ended.</summary>
internal static class EventWaitsC
{
    public static (string Id, WaitC Text)[] All { get; } =
    [
        ("pidfd", new("errno.h poll.h sys/resource.h sys/syscall.h sys/wait.h unistd.h", """
            /* waitid tells in fields what waitpid packs into one word; here it is packed again. */
            static int status_of(const siginfo_t *info)
            {
                switch (info->si_code) {
                case CLD_EXITED:
                    return info->si_status << 8;
                case CLD_DUMPED:
                    return info->si_status | 0x80;
                default:
                    return info->si_status;
                }
            }

            /* A descriptor for each child: it names that process for good, as a pid does not, and is readable when it has ended. */
            static void open_pidfds(struct pollfd *fds)
            {
                struct rlimit files;

                /* The soft limit may be too low for many children, and is ours to raise up to the hard one. */
                getrlimit(RLIMIT_NOFILE, &files);
                files.rlim_cur = files.rlim_max;
                setrlimit(RLIMIT_NOFILE, &files);
                for (int worker = 0; worker < COUNT; worker++) {
                    fds[worker].fd = (int)syscall(SYS_pidfd_open, pids[worker], 0);
                    fds[worker].events = POLLIN;
                    if (fds[worker].fd < 0)
                        give_up("pidfd_open");
                }
            }

            static void wait_for_children(void)
            {
                static struct pollfd fds[COUNT];
                /* P_PIDFD, which older headers lack. */
                const idtype_t by_pidfd = (idtype_t)3;

                open_pidfds(fds);
                while (children > 0) {
                    if (poll(fds, COUNT, -1) < 0) {
                        if (errno != EINTR)
                            give_up("poll");
                        look_at_the_clock();
                        continue;
                    }
                    for (int worker = 0; worker < COUNT; worker++) {
                        siginfo_t info = {.si_pid = 0};

                        if ((fds[worker].revents & POLLIN) == 0)
                            continue;
                        if (waitid(by_pidfd, (id_t)fds[worker].fd, &info, WEXITED) != 0)
                            give_up("waitid");
                        note_end(info.si_pid, status_of(&info));
                        close(fds[worker].fd);
                        /* poll passes over what is negative. */
                        fds[worker].fd = -1;
                        @again@
                    }
                }
            }
            """)
        {
            Again = """
                /* Who was started again is another process. */
                if (!reaped[worker])
                    fds[worker].fd = (int)syscall(SYS_pidfd_open, pids[worker], 0);
                """,
        }),
        ("sigchld", new("errno.h sys/signalfd.h sys/wait.h unistd.h", """
            static int signals_came, deaths;

            /* Blocked before the first child is started, so that none comes too early; read from a descriptor instead. */
            static sigset_t child_signal(void)
            {
                sigset_t set;

                sigemptyset(&set);
                sigaddset(&set, SIGCHLD);
                return set;
            }

            static void reap_who_has_ended(void)
            {
                int status;
                pid_t pid;

                while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
                    deaths++;
                    note_end(pid, status);
                }
            }

            static void wait_for_children(void)
            {
                sigset_t set = child_signal();
                int fd = signalfd(-1, &set, SFD_CLOEXEC);

                if (fd < 0)
                    give_up("signalfd");
                while (children > 0) {
                    struct signalfd_siginfo info;

                    if (read(fd, &info, sizeof info) == sizeof info) {
                        signals_came++;
                        /* Several deaths, one signal: a pending SIGCHLD takes in those that follow. So until none is left. */
                        reap_who_has_ended();
                    } else if (errno == EINTR) {
                        look_at_the_clock();
                    } else {
                        give_up("read");
                    }
                }
                close(fd);
            }
            """)
        {
            BeforeStart = """
                sigset_t set = child_signal();
                sigprocmask(SIG_BLOCK, &set, NULL);
                """,
            InReport = """
                printf("signals: %d came, %d children were reaped\n", signals_came, deaths);
                """,
        }),
    ];
}
