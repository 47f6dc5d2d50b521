/* How a parent waits, or does not. */
static void status_null(void) { pid_t child = start(fault); look_away(child); }
static void status_null_any(void) { start(nothing); start(three); look_away(-1); look_away(-1); }

static void poll_for_it(void)
{
    pid_t child = start(three);
    while (look(child, WNOHANG) == 0)
        poll(NULL, 0, 1);
}

static void by_id(void) { look_by_id(P_PID, (id_t)start(three), WEXITED); }
static void by_id_any(void) { start(fault); look_by_id(P_ALL, 0, WEXITED); }
static void without_taking(void) { pid_t child = start(three); look_by_id(P_PID, (id_t)child, WEXITED | WNOWAIT); look(child, 0); }
static void by_id_null(void) { pid_t child = start(three); if (waitid(P_PID, (id_t)child, NULL, WEXITED) == 0) dprintf(1, "waited %d %d NULL\n", getpid(), child); }

static void by_id_any_null(void)
{
    pid_t child = start(three);
    if (waitid(P_ALL, 0, NULL, WEXITED) == 0)
        dprintf(1, "waited %d %d NULL\n", getpid(), child);
}

static void by_descriptor(void)
{
    pid_t child = start(three);
    int fd = (int)syscall(SYS_pidfd_open, child, 0);
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    poll(&ready, 1, -1);
    look_by_id(P_PIDFD, (id_t)fd, WEXITED);
}

static void in_group(void) { pid_t child = start(three); setpgid(child, child); look(-child, 0); }
static void second_wait(void) { pid_t child = start(nothing); look(child, 0); look(child, 0); }
static void ignores(void) { signal(SIGCHLD, SIG_IGN); start(three); look(-1, 0); }

static void no_child_wait(void)
{
    struct sigaction action = {.sa_flags = SA_NOCLDWAIT};
    sigaction(SIGCHLD, &action, NULL);
    start(three);
    look(-1, 0);
}

static void never(void) { until_state(start(three), "ZX"); }
static void some_never(void) { pid_t child = start(nothing); until_state(start(fault), "ZX"); look(child, 0); }

static void on_signal(int number) { (void)number; }

static void interrupted(int flags)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = flags};
    int parent = getpid();
    sigaction(SIGUSR1, &action, NULL);
    pid_t child = fork();
    if (child == 0) {
        until_state(parent, "S");
        kill(parent, SIGUSR1);
        poll(NULL, 0, 20);
        _exit(3);
    }
    born(child);
    while (look(child, 0) < 0 && errno == EINTR)
        dprintf(1, "interrupted\n");
}

static void interrupted_wait(void) { interrupted(0); }
static void restarted_wait(void) { interrupted(SA_RESTART); }

