// What a host needs whose workers are somebody else's programs: they may start processes of their own, and none of those outlives the run. It is
// C because it has to be done in a signal's handler. And whether a program can be executed at all, asked without running any of it.

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

// What a process is called that removes a folder: cores.c.
extern const char sandbox_watcher_name[];
// stat.c; nothing of stdio may be used in a handler.
const char *sandbox_read_stat(int pid, char *text, size_t size);
pid_t sandbox_parent_of(int pid);

// The runtime has the first of the real-time signals for itself; trace.c has another.
#define ENDED_ABOVE (SIGRTMIN + 11)

// Who cannot be ended within so many rounds sleeps in the kernel, and gets its SIGKILL when it wakes.
#define MOST_ROUNDS 2000

struct kernel_dirent
{
    uint64_t inode;
    int64_t offset;
    unsigned short length;
    unsigned char type;
    char name[];
};

// Who removes a folder (cores.c) when its owner is gone: it ends by itself then, and were it killed with its owner, the folder would stay. It is a
// process of this very program, so no other program gets away with the name.
static bool removes_folder(const char *pid)
{
    char text[512], program[32] = "/proc/";
    size_t length = strlen(sandbox_watcher_name);
    struct stat its, ours;
    if (!sandbox_read_stat((int)strtol(pid, NULL, 10), text, sizeof text))
        return false;
    strcat(strncat(program, pid, 16), "/exe");
    const char *name = strchr(text, '(') + 1;
    return !strncmp(name, sandbox_watcher_name, length) && name[length] == ')' && stat(program, &its) == 0 && stat("/proc/self/exe", &ours) == 0
        && its.st_ino == ours.st_ino && its.st_dev == ours.st_dev;
}

// Ends every child of this process once. Returns how many there were.
static int end_children_once(void)
{
    char buffer[4096];
    int found = 0, folder = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    pid_t self = getpid();
    long length;
    while (folder >= 0 && (length = syscall(SYS_getdents64, folder, buffer, sizeof buffer)) > 0)
    {
        for (long at = 0; at < length;)
        {
            const struct kernel_dirent *entry = (const void *)(buffer + at);
            at += entry->length;
            pid_t pid = (pid_t)strtol(entry->name, NULL, 10);
            if (pid <= 0 || sandbox_parent_of(pid) != self || removes_folder(entry->name))
                continue;
            kill(pid, SIGKILL);
            found++;
        }
    }
    if (folder >= 0)
        close(folder);
    return found;
}

// Ends all that is below this process, which adopts the children of whoever ends (PR_SET_CHILD_SUBREAPER), and waits for it.
void sandbox_end_children(void)
{
    const struct timespec moment = {0, 1000000};
    for (int round = 0; round < MOST_ROUNDS; round++)
    {
        int found = end_children_once();
        while (waitpid(-1, NULL, WNOHANG | __WALL) > 0)
            continue;
        if (found == 0)
            return;
        nanosleep(&moment, NULL);
    }
}

static void on_end_above(int number)
{
    // A forked child of ours that has not called exec yet has none below it, and ends like any other.
    sandbox_end_children();
    signal(number, SIG_DFL);
    raise(SIGKILL);
}

// From now on this process adopts what its descendants leave behind, and when its parent ends it ends them all before it ends itself.
void sandbox_hold_programs(int parent)
{
    struct sigaction action = {0};
    action.sa_handler = on_end_above;
    sigfillset(&action.sa_mask);
    sigaction(ENDED_ABOVE, &action, NULL);
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    prctl(PR_SET_PDEATHSIG, ENDED_ABOVE, 0, 0, 0);
    if (getppid() != parent)
        _exit(0);
}

// waitpid(2) for one child, again after a signal of the runtime's.
static bool wait_for(pid_t child, int *status)
{
    pid_t got;
    do
        got = waitpid(child, status, __WALL);
    while (got < 0 && errno == EINTR);
    return got == child;
}

// Whether execve(2) would succeed: a traced child stops behind it, before the program's first instruction, and is ended there. Returns 0
// where it would, and where nothing can be traced here, so that nobody knows; otherwise the error.
int sandbox_try_program(const char *path)
{
    const int untraced = 255;
    char *arguments[] = {(char *)path, NULL};
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t child = _Fork();
    if (child == 0)
    {
        // The stop behind exec is a SIGTRAP: blocked it would not come, and the program would run. No handler of the runtime's sees it.
        sigdelset(&all, SIGTRAP);
        sigprocmask(SIG_SETMASK, &all, NULL);
        if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
            _exit(untraced);
        execve(path, arguments, environ);
        _exit(errno < untraced ? errno : EINVAL);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    int status = 0;
    if (child < 0 || !wait_for(child, &status))
        return 0;
    if (WIFSTOPPED(status))
    {
        kill(child, SIGKILL);
        while (wait_for(child, &status) && WIFSTOPPED(status))
            continue;
        return 0;
    }
    return WIFEXITED(status) && WEXITSTATUS(status) != untraced ? WEXITSTATUS(status) : 0;
}
