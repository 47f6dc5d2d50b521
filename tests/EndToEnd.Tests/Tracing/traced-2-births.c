/* How processes and threads are started. */
static void fork_0(void) { start(nothing); look(-1, 0); }
static void fork_3(void) { start(three); look(-1, 0); }
static void exit_256(void) { start(wide); look(-1, 0); }
static void exit_minus_1(void) { start(minus); look(-1, 0); }

static void vfork_exec(void)
{
    pid_t child = vfork();
    if (child == 0) {
        execl("/bin/false", "false", (char *)NULL);
        _exit(127);
    }
    born(child);
    look(child, 0);
}

static void spawn(void)
{
    pid_t child;
    char *words[] = {"false", NULL};
    if (posix_spawn(&child, "/bin/false", NULL, NULL, words, environ) == 0) {
        born(child);
        look(child, 0);
    }
}

static void grandchild(void) { start(three); }
static void double_fork(void) { start(grandchild); look(-1, 0); }
static void generation(void) { start(fork_3); look(-1, 0); }
static void three_generations(void) { start(generation); look(-1, 0); }

static void chain(void) { execl(self, self, "exec-again", (char *)NULL); }
static void exec_again(void) { execl("/bin/true", "true", (char *)NULL); }
static void exec_chain(void) { start(chain); look(-1, 0); }
static void exec_nothing(void) { execl("/there/is/nothing", "nothing", (char *)NULL); _exit(127); }
static void exec_fails(void) { start(exec_nothing); look(-1, 0); }
static void children_before_and_after_exec(void) { start(nothing); look(-1, 0); execl(self, self, "fork-3", (char *)NULL); }
static void by_shell(void) { int status = system("exit 3"); dprintf(1, "system 0x%04x\n", status); }

/* threads */
static void *forks(void *unused) { start(three); look(-1, 0); return unused; }
static void *waits(void *unused) { look(-1, 0); return unused; }
static void *ends_all(void *unused) { exit(5); return unused; }
static void *execs(void *unused) { execl("/bin/true", "true", (char *)NULL); return unused; }
static void *returns(void *unused) { return unused; }
static void *goes_on(void *leader) { pthread_join(*(pthread_t *)leader, NULL); exit(7); return NULL; }

static void in_threads(int count, void *(*what)(void *))
{
    pthread_t threads[16];
    for (int i = 0; i < count; i++)
        pthread_create(&threads[i], NULL, what, NULL);
    for (int i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
}

static void thread_forks(void) { in_threads(1, forks); }
static void threads_fork(void) { in_threads(4, forks); }
static void thread_waits(void) { start(three); in_threads(1, waits); }
static void eight_threads(void) { in_threads(8, returns); }
static void exits(void) { in_threads(1, ends_all); }
static void exit_in_thread(void) { start(exits); look(-1, 0); }
static void executes(void) { in_threads(1, execs); }
static void exec_in_thread(void) { start(executes); look(-1, 0); }

static pthread_t leader;
static void leaves(void) { pthread_t other; leader = pthread_self(); pthread_create(&other, NULL, goes_on, &leader); pthread_exit(NULL); }
static void leader_exits(void) { start(leaves); look(-1, 0); }

/* clone */
static pid_t clone_with(unsigned long flags, body *what)
{
    pid_t child = (pid_t)syscall(SYS_clone, flags, NULL, NULL, NULL, NULL);
    if (child == 0) {
        what();
        _exit(0);
    }
    return born(child);
}

static void clone_silent(void) { pid_t child = clone_with(0, three); look(child, __WALL); }
static void sibling(void) { clone_with(CLONE_PARENT | SIGCHLD, three); }
static void clone_parent(void) { start(sibling); look(-1, 0); look(-1, 0); }
static void clone_untraced(void) { clone_with(CLONE_UNTRACED | SIGCHLD, three); look(-1, 0); }

static void by_clone3(unsigned long flags)
{
    struct clone_args arguments = {.flags = flags, .exit_signal = SIGCHLD};
    pid_t child = (pid_t)syscall(SYS_clone3, &arguments, sizeof arguments);
    if (child == 0)
        _exit(4);
    born(child);
    look(child, 0);
}

static void clone_3(void) { by_clone3(0); }
static void clone3_untraced(void) { by_clone3(CLONE_UNTRACED); }

