// Ranks on several machines. mpirun starts a daemon on each other machine by an agent, such as ssh. Two small processes of ours stand around that, this one and relay.c:
//
//   this machine:   mpirun - relay - agent (ssh)
//   the other one:  (sshd) - guard - daemon (orted) - fronts, reapers, ranks, as in ranks.c
//
// The guard outlives the daemon: it takes what the reapers of its machine report, and passes it on through the agent's output, whatever becomes of
// Open MPI's own connections. When the agent is gone it ends the daemon, and all that was below it, and removes the folder of its machine. The relay
// takes the reports out of what the agent brings, and hands them to the host of the run.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ranks.h"

#define MOST_RANKS 4096
// How long what a daemon has left may take to end by itself.
#define LAST_MOMENT 3000000000L

int sandbox_watch_folder(const char *path, int own_child, int *watcher);
int sandbox_distrust_folder(const char *path, char *which);
void sandbox_remove_folder(const char *path);
void sandbox_end_children(void);

struct known_rank
{
    int rank, pid, reaper, ended;
};

static struct known_rank ranks[MOST_RANKS];
static int known;
static char token[TOKEN_BYTES + 1], *folder;

// A report on its way: behind the token of the run, so that nothing else that comes out of an agent can be taken for one.
static void pass_on(struct rank_report *report)
{
    char message[TOKEN_BYTES + sizeof *report];
    report->now = sandbox_now();
    memcpy(message, token, TOKEN_BYTES);
    memcpy(message + TOKEN_BYTES, report, sizeof *report);
    sandbox_write_all(STDOUT_FILENO, message, sizeof message);
}

// From time to time.
static void beat(void)
{
    static long last;
    struct rank_report beats = {.kind = HOST_BEATS};
    if (sandbox_now() - last < BEAT_MS * 1000000L)
        return;
    last = sandbox_now();
    pass_on(&beats);
}

static void take_reports(int pipe)
{
    struct rank_report report;
    while (read(pipe, &report, sizeof report) == sizeof report)
    {
        int index = 0;
        while (index < known && ranks[index].rank != report.rank)
            index++;
        if (index == known && known < MOST_RANKS)
            ranks[known++] = (struct known_rank){report.rank, report.pid, report.reaper, 0};
        if (report.kind == RANK_ENDED && index < known)
            ranks[index].ended = 1;
        pass_on(&report);
    }
}

static void end_ranks(void)
{
    for (int index = 0; index < known; index++)
    {
        // Its reaper has not waited for it: the pid is nobody else's.
        if (!ranks[index].ended && sandbox_parent_of(ranks[index].pid) == ranks[index].reaper)
            kill(ranks[index].pid, SIGKILL);
    }
}

// Waits for what has ended below. Returns whether anybody is left.
static int reap(pid_t daemon, long *daemon_ended, int *daemon_failed)
{
    int status, pid;
    struct rusage usage;
    while ((pid = wait4(-1, &status, WNOHANG | __WALL, &usage)) > 0)
    {
        struct rank_report report = {.pid = pid, .status = status, .usage = usage, .began = sandbox_now(), .at = sandbox_now()};
        if (pid == daemon)
        {
            *daemon_ended = report.at;
            *daemon_failed = status != 0;
            report.kind = DAEMON_ENDED;
            pass_on(&report);
            continue;
        }
        for (int index = 0; index < known; index++)
        {
            // A rank whose reaper was killed.
            if (ranks[index].pid != pid || ranks[index].ended)
                continue;
            ranks[index].ended = 1;
            report.kind = RANK_ENDED;
            report.rank = ranks[index].rank;
            pass_on(&report);
        }
    }
    return pid == 0 || errno != ECHILD;
}

static pid_t start_daemon(char **words, const sigset_t *signals)
{
    pid_t guard = getpid(), child = fork();
    if (child != 0)
        return child;
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (getppid() != guard)
        _exit(1);
    dup2(nothing, STDIN_FILENO);
    // Apart from the guard, as below.
    setsid();
    // The output is the guard's.
    dup2(STDERR_FILENO, STDOUT_FILENO);
    signal(SIGPIPE, SIG_DFL);
    sigprocmask(SIG_SETMASK, signals, NULL);
    execvp(words[0], words);
    fprintf(stderr, "sandbox worker: a host's ranks could not begin: %s: %s\n", words[0], strerror(errno));
    _exit(127);
}

static void make_folder(void)
{
    const char *above = getenv("TMPDIR");
    unsigned long number = 0;
    char which[PATH_MAX];
    int watcher;
    above = above && *above == '/' ? above : "/var/tmp";
    if (sandbox_distrust_folder(above, which) != 0)
        sandbox_host_complain("TMPDIR: other users can put their own in the place of what is made there; expected a folder of one's own, or one with the sticky bit");
    if (getrandom(&number, sizeof number, 0) != sizeof number)
        sandbox_host_complain("getrandom");
    if (asprintf(&folder, "%s/sandbox-ranks-%d-%lx", above, getpid(), number) < 0)
        sandbox_host_complain("memory");
    // It is there before the folder is: whoever is killed in between leaves none.
    if (sandbox_watch_folder(folder, 0, &watcher) < 0)
        sandbox_host_complain("nobody could be started who removes the folder");
    if (mkdir(folder, 0700) != 0)
        sandbox_host_complain(folder);
    // The daemon works in it too, and inherits this.
    if (sandbox_work_in(folder, 0) < 0)
        sandbox_host_complain(folder);
    setenv("TMPDIR", folder, 1);
    setenv(GUARD_VARIABLE, folder, 1);
}

// Notes the addresses of mpirun for a rank that is to cut the link to it: a daemon is told them as "...;tcp://10.0.0.1,10.1.0.1:4711".
static void note_addresses(char **words)
{
    static const char mark[] = "tcp://";
    const char *uri = NULL;
    while (*words && !(uri = strstr(*words, mark)))
        words++;
    char *addresses = uri ? strdup(uri + sizeof mark - 1) : NULL;
    if (addresses)
    {
        addresses[strcspn(addresses, ":")] = 0;
        setenv(MPIRUN_VARIABLE, addresses, 1);
    }
    free(addresses);
}

// The other machine's end: sandbox-host guard TOKEN DAEMON...
_Noreturn void sandbox_guard(char **words)
{
    char path[4200];
    sigset_t awaited, before;
    struct rank_report joined = {.kind = HOST_JOINED, .pid = getpid()};
    if (strlen(words[2]) != TOKEN_BYTES)
        sandbox_host_complain("no token");
    memcpy(token, words[2], TOKEN_BYTES);
    prctl(PR_SET_NAME, "sandbox-guard");
    // Where the kernel shares out the processors by sessions, the guard and its relay have parts of their own, however many ranks spin: they have to be heard.
    setsid();
    signal(SIGPIPE, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    make_folder();
    note_addresses(words + 3);
    // What the daemon leaves behind comes to this process, which waits for it. Not before: who removes the folder is no child of this process.
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    snprintf(path, sizeof path, "%s/%s", folder, GUARD_PIPE);
    int pipe = mkfifo(path, 0600) != 0 ? -1 : open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (pipe < 0)
        sandbox_host_complain(path);
    sigemptyset(&awaited);
    sigaddset(&awaited, SIGCHLD);
    sigprocmask(SIG_BLOCK, &awaited, &before);
    int ended = signalfd(-1, &awaited, SFD_NONBLOCK | SFD_CLOEXEC);
    pid_t daemon = start_daemon(words + 3, &before);
    if (daemon < 0)
        sandbox_host_complain("fork");
    joined.reaper = daemon;
    joined.at = sandbox_now();
    pass_on(&joined);
    int daemon_failed = 0;
    long daemon_ended = 0;
    struct silence silence = {0};
    struct pollfd sources[] = {{STDIN_FILENO, POLLIN, 0}, {STDOUT_FILENO, 0, 0}, {pipe, POLLIN, 0}, {ended, POLLIN, 0}};
    while (reap(daemon, &daemon_ended, &daemon_failed))
    {
        struct signalfd_siginfo info;
        char order;
        poll(sources, 4, daemon_ended ? 50 : BEAT_MS);
        while (read(ended, &info, sizeof info) > 0)
            continue;
        take_reports(pipe);
        int far = sandbox_is_silent(&silence, sources[0].revents);
        if (!far && sources[0].fd >= 0)
            beat();
        if (sources[0].fd >= 0 && sources[0].revents)
        {
            ssize_t length = read(STDIN_FILENO, &order, 1);
            far = length == 0 || (length < 0 && errno != EINTR && errno != EAGAIN);
            if (length == 1 && order == END_RANKS)
                end_ranks();
        }
        if (far || (sources[1].fd >= 0 && sources[1].revents))
        {
            // The agent is gone, and nobody on the run's own machine can be told of anything.
            sources[0].fd = sources[1].fd = -1;
            if (!daemon_ended)
                kill(daemon, SIGKILL);
        }
        if (daemon_ended && sandbox_now() - daemon_ended > LAST_MOMENT)
            sandbox_end_children();
    }
    take_reports(pipe);
    sandbox_remove_folder(folder);
    // Where a daemon ended before it came to start a rank mpirun would wait for it: what its agent exits with is all that it hears.
    _exit(daemon_failed && known == 0);
}
