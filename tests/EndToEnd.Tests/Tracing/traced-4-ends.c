/* How processes end and stop, and who adopts them. */
/* deaths */
static void segfault(void) { start(fault); look(-1, 0); }
static void division(void) { start(divide); look(-1, 0); }
static void aborts(void) { start(give_up); look(-1, 0); }
static void cores(void) { start(with_core); look(-1, 0); }
static void terminates(void) { start(terminate); look(-1, 0); }
static void kills(void) { pid_t child = start(hang); kill(child, SIGKILL); look(child, 0); }
static void queues(void) { pid_t child = start(hang); union sigval none = {0}; sigqueue(child, SIGRTMIN, none); look(child, 0); }
static void alarms(void) { start(ring); look(-1, 0); }
static void pipes(void) { start(broken_pipe); look(-1, 0); }

static void by_pidfd(void)
{
    pid_t child = start(hang);
    int fd = (int)syscall(SYS_pidfd_open, child, 0);
    syscall(SYS_pidfd_send_signal, fd, SIGTERM, NULL, 0);
    look(child, 0);
}

static void kills_group(void) { pid_t child = start(hang); setpgid(child, child); kill(-child, SIGTERM); look(child, 0); }

/* stops */
/* One that ended at once would be told of as ended, and no more as continued. */
static void stop_and_stay(void) { stop_itself(); wait_for_gate(); }

static void stops(void)
{
    if (pipe(gate) != 0)
        return;
    pid_t child = start(stop_and_stay);
    look(child, WUNTRACED);
    kill(child, SIGCONT);
    look(child, WCONTINUED);
    close(gate[1]);
    look(child, 0);
}

static void stops_by_id(void)
{
    if (pipe(gate) != 0)
        return;
    pid_t child = start(stop_and_stay);
    look_by_id(P_PID, (id_t)child, WSTOPPED);
    kill(child, SIGCONT);
    look_by_id(P_PID, (id_t)child, WCONTINUED);
    close(gate[1]);
    look_by_id(P_PID, (id_t)child, WEXITED);
}

static void *hangs(void *unused) { hang(); return unused; }
static void many_hang(void) { in_threads(3, hangs); }

static void stops_threads(void)
{
    pid_t child = start(many_hang);
    until_it_has(child, "Threads:\t4\n");
    kill(child, SIGSTOP);
    look(child, WUNTRACED);
    kill(child, SIGCONT);
    look(child, WCONTINUED);
    kill(child, SIGTERM);
    look(child, 0);
}

static void kills_stopped(void) { pid_t child = start(stop_itself); look(child, WUNTRACED); kill(child, SIGKILL); look(child, 0); }

static void pending_while_stopped(void)
{
    pid_t child = start(stop_itself);
    look(child, WUNTRACED);
    kill(child, SIGTERM);
    until_state(child, "Tt");
    kill(child, SIGCONT);
    look(child, 0);
}

static void stop_by_terminal(void) { setpgid(0, 0); raise(SIGTSTP); wait_for_gate(); }

static void job_control(void)
{
    if (pipe(gate) != 0)
        return;
    pid_t child = start(stop_by_terminal);
    look(child, WUNTRACED);
    kill(-child, SIGCONT);
    look(child, WCONTINUED);
    close(gate[1]);
    look(child, 0);
}

/* orphans */
static void leaves_one(void) { start(wait_for_gate); }

static void orphan(void)
{
    if (pipe(gate) == 0) {
        start(leaves_one);
        look(-1, 0);
        close(gate[1]);
    }
}

static void subreaper(void)
{
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    if (pipe(gate) == 0) {
        start(leaves_one);
        look(-1, 0);
        close(gate[1]);
        look(-1, 0);
    }
}

static void inner(void) { subreaper(); }
static void nested_subreaper(void) { prctl(PR_SET_CHILD_SUBREAPER, 1); start(inner); look(-1, 0); }
static void session(void) { setsid(); start(three); look(-1, 0); }
static void sessions(void) { start(session); look(-1, 0); }

