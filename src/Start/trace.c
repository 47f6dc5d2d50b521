// The start of a program that is traced: what has to be done between fork and exec, where no C# can run. Linked into both programs,
// and called by the supervisor alone.

#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

extern char **environ;

// The kernel's own struct and call: the C library lets nobody see or change the two signals that it keeps for itself.
struct kernel_action
{
    void *handler;
    unsigned long flags;
    void *restorer;
    unsigned long mask;
};

// Returns whether the signal was ignored.
static bool change_action(int number, const struct kernel_action *action)
{
    struct kernel_action before = {0};
    return syscall(SYS_rt_sigaction, number, action, &before, sizeof before.mask) == 0 && before.handler == (void *)SIG_IGN;
}

// What this program was given, before its own start and the runtime's changed it: what it starts is to find the same.
static bool given_ignored[NSIG];
static sigset_t given_mask;
static struct rlimit given_files;
static char **given_environment;

// 101 is the first that programs may have: before start.c's, which has none.
__attribute__((constructor(101))) static void keep_what_was_given(void)
{
    size_t count = 0;
    for (int number = 1; number < NSIG; number++)
        given_ignored[number] = change_action(number, NULL);
    sigprocmask(SIG_SETMASK, NULL, &given_mask);
    getrlimit(RLIMIT_NOFILE, &given_files);
    while (environ && environ[count])
        count++;
    given_environment = calloc(count + 1, sizeof *given_environment);
    if (given_environment && environ)
        memcpy(given_environment, environ, count * sizeof *environ);
}

struct trace_start
{
    const char *path;
    char **arguments;
    int descriptors[3];
    // The child goes on when a byte comes from here: it is traced then.
    int gate;
    // The gate's other end, which the child must not hold open: if we die, nobody lets it through.
    int gate_writer;
    // Takes what failed and its errno; exec closes it.
    int complaint;
    // Whether the program gets a session of its own: then it has no terminal, and a terminal's keys do not reach it.
    int own_session;
    struct sock_fprog filter;
    // The folder that it works in; NULL for ours.
    const char *folder;
    // RLIMIT_ numbers and soft limits, ended by a number below 0.
    const struct
    {
        long resource;
        rlim_t soft;
    } *limits;
};

enum stage { STAGE_DESCRIPTORS, STAGE_LIMITS, STAGE_FILTER, STAGE_EXEC, STAGE_FOLDER };

static _Noreturn void give_up(const struct trace_start *start, enum stage stage)
{
    int what[2] = {stage, errno};
    if (write(start->complaint, what, sizeof what) < 0)
        _exit(126);
    _exit(127);
}

static _Noreturn void be_the_program(const struct trace_start *start)
{
    char go;
    close(start->gate_writer);
    if (read(start->gate, &go, 1) != 1)
        _exit(127);
    if (start->own_session)
        setsid();
    if (start->folder && chdir(start->folder) != 0)
        give_up(start, STAGE_FOLDER);
    for (int fd = 0; fd < 3; fd++)
    {
        if (start->descriptors[fd] != fd && dup2(start->descriptors[fd], fd) < 0)
            give_up(start, STAGE_DESCRIPTORS);
    }
    setrlimit(RLIMIT_NOFILE, &given_files);
    for (size_t i = 0; start->limits && start->limits[i].resource >= 0; i++)
    {
        struct rlimit limit;
        if (getrlimit((int)start->limits[i].resource, &limit) != 0)
            give_up(start, STAGE_LIMITS);
        limit.rlim_cur = start->limits[i].soft < limit.rlim_max ? start->limits[i].soft : limit.rlim_max;
        if (setrlimit((int)start->limits[i].resource, &limit) != 0)
            give_up(start, STAGE_LIMITS);
    }
    for (int number = 1; number < NSIG; number++)
    {
        struct kernel_action action = {.handler = given_ignored[number] ? (void *)SIG_IGN : (void *)SIG_DFL};
        // Fails for SIGKILL and SIGSTOP, which nobody could have changed.
        change_action(number, &action);
    }
    if (start->filter.len && (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &start->filter) != 0))
        give_up(start, STAGE_FILTER);
    sigprocmask(SIG_SETMASK, &given_mask, NULL);
    execve(start->path, start->arguments, given_environment ? given_environment : environ);
    give_up(start, STAGE_EXEC);
}

// Makes the child that becomes the program once it is let through the gate. Returns its pid, or -errno.
int sandbox_trace_start(const struct trace_start *start)
{
    sigset_t all, before;
    sigfillset(&all);
    // No handler of ours may run in the child.
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t child = _Fork();
    if (child == 0)
        be_the_program(start);
    int error = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return child < 0 ? -error : child;
}

static void on_wake(int number)
{
    (void)number;
}

// From now on a signal ends the blocking call of the thread that it is sent to, and nothing else. Returns its number.
int sandbox_trace_wake_signal(void)
{
    // The runtime has the first of the real-time signals for itself.
    int number = SIGRTMIN + 10;
    struct sigaction action = {0};
    action.sa_handler = on_wake;
    return sigaction(number, &action, NULL) == 0 ? number : -errno;
}
