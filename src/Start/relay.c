// The end of an agent on the machine of a run: see guard.c.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ranks.h"

// Core/Runs/RankHosts.cs has the same.
#define HERE "here"

// What may wait for the host in its pipe: an unprivileged process may ask for so much.
#define PIPE_BYTES (1024 * 1024)

static char token[TOKEN_BYTES + 1];

// Whether the host has fallen behind. What a rank has come to is told again, and can be left out; the rest of the pipe is for what cannot. A relay that waited for
// the host would be silent to its guard meanwhile.
static int is_behind(int reports)
{
    int held;
    return ioctl(reports, FIONREAD, &held) == 0 && held > fcntl(reports, F_GETPIPE_SZ) / 4;
}

// Takes the reports out of what an agent has brought; anything else is passed on as an error's text. Returns how many bytes are left for later.
static size_t take_apart(char *bytes, size_t length, int reports, const char *host, int *joined, int *ended)
{
    const size_t whole = TOKEN_BYTES + sizeof(struct rank_report);
    size_t at = 0;
    while (at < length)
    {
        char *found = memmem(bytes + at, length - at, token, TOKEN_BYTES);
        // What may be the beginning of a token stays.
        size_t plain = found ? (size_t)(found - bytes) - at : length - at > TOKEN_BYTES - 1 ? length - at - (TOKEN_BYTES - 1) : 0;
        sandbox_write_all(STDERR_FILENO, bytes + at, plain);
        at += plain;
        if (!found || length - at < whole)
            break;
        struct rank_report report;
        memcpy(&report, bytes + at + TOKEN_BYTES, sizeof report);
        snprintf(report.host, sizeof report.host, "%s", host);
        *joined |= report.kind == HOST_JOINED;
        *ended |= report.kind == DAEMON_ENDED;
        if (report.kind != HOST_BEATS && !(report.kind == RANK_WORKS && is_behind(reports)) && write(reports, &report, sizeof report) < 0)
            _exit(1);
        at += whole;
    }
    memmove(bytes, bytes + at, length - at);
    return length - at;
}

// The agent of a host that is a name only: its daemon is started on this machine, by a shell, as sshd would.
static void run_here(char **words)
{
    static char command[64 * 1024];
    size_t length = 0;
    for (; *words && length < sizeof command; words++)
        length += (size_t)snprintf(command + length, sizeof command - length, "%s%s", length ? " " : "", *words);
    errno = E2BIG;
    if (length < sizeof command)
        execl("/bin/sh", "sh", "-c", command, NULL);
}

// mpirun may kill what it takes for the agent as soon as it misses a daemon, as 5.0.7 does: what the guard still has to tell would be lost. So that one only
// waits for this process, which goes on in a session of its own, and ends as it does.
static void stand_behind(void)
{
    int status;
    pid_t relay = fork();
    if (relay < 0)
        sandbox_host_complain("fork");
    if (relay == 0)
    {
        setsid();
        return;
    }
    while (waitpid(relay, &status, 0) < 0 && errno == EINTR)
        continue;
    sandbox_end_likewise(status);
}

// This machine's end: sandbox-host relay STAMP REPORTS CONTROL TOKEN N AGENT... HOST COMMAND...
_Noreturn void sandbox_relay(int count, char **words)
{
    static char buffer[64 * 1024];
    int reports = sandbox_open_of(words[2], atoi(words[3]), O_WRONLY), control = sandbox_open_of(words[2], atoi(words[4]), O_RDONLY | O_NONBLOCK);
    int agent_words = atoi(words[6]), to_agent[2], from_agent[2];
    if (reports < 0 || control < 0)
        sandbox_host_complain("this is not the machine of the run's host");
    if (strlen(words[5]) != TOKEN_BYTES || agent_words < 1 || count < 8 + agent_words)
        sandbox_host_complain("no token");
    memcpy(token, words[5], TOKEN_BYTES);
    const char *host = words[7 + agent_words];
    prctl(PR_SET_NAME, "sandbox-relay");
    signal(SIGPIPE, SIG_IGN);
    stand_behind();
    if (pipe2(to_agent, O_CLOEXEC) != 0 || pipe2(from_agent, O_CLOEXEC) != 0)
        sandbox_host_complain("pipe");
    pid_t relay = getpid(), agent = fork();
    if (agent < 0)
        sandbox_host_complain("fork");
    if (agent == 0)
    {
        prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
        if (getppid() != relay)
            _exit(1);
        dup2(to_agent[0], STDIN_FILENO);
        dup2(from_agent[1], STDOUT_FILENO);
        signal(SIGPIPE, SIG_DFL);
        if (strcmp(words[7], HERE) != 0)
            execvp(words[7], words + 7);
        else
            run_here(words + 8 + agent_words);
        sandbox_host_complain(words[7]);
    }
    close(to_agent[0]);
    close(from_agent[1]);
    int run = (int)syscall(SYS_pidfd_open, atoi(words[2]), 0);
    size_t length = 0;
    int joined = 0, ended = 0, silent = 0;
    long said = 0;
    struct silence silence = {0};
    struct pollfd sources[] = {{from_agent[0], POLLIN, 0}, {control, 0, 0}, {run, POLLIN, 0}};
    fcntl(to_agent[1], F_SETFL, O_NONBLOCK);
    fcntl(reports, F_SETPIPE_SZ, PIPE_BYTES);
    while (poll(sources, 3, BEAT_MS) >= 0 || errno == EINTR)
    {
        // Before the guard has begun it is the agent's affair how long it takes.
        if (sandbox_is_silent(&silence, !joined || sources[0].revents))
        {
            silent = 1;
            kill(agent, SIGKILL);
            break;
        }
        if (sandbox_now() - said >= BEAT_MS * 1000000L)
        {
            const char order = BEAT;
            said = sandbox_now();
            // What an agent has not taken yet is beat enough.
            ssize_t taken = write(to_agent[1], &order, 1);
            (void)taken;
        }
        // The agent dies with this process, and the guard behind it sees that.
        if (sources[2].revents)
            _exit(1);
        if (sources[1].revents)
        {
            const char order = END_RANKS;
            sandbox_write_all(to_agent[1], &order, 1);
            sources[1].fd = -1;
            // Behind an agent that has brought nobody there is nobody to end.
            if (!joined)
            {
                kill(agent, SIGKILL);
                break;
            }
        }
        if (!sources[0].revents)
            continue;
        ssize_t got = read(from_agent[0], buffer + length, sizeof buffer - length);
        if (got <= 0)
            break;
        length = take_apart(buffer, length + (size_t)got, reports, host, &joined, &ended);
    }
    struct rank_report left = {.kind = HOST_LEFT, .pid = agent};
    sandbox_write_all(STDERR_FILENO, buffer, length);
    waitpid(agent, &left.status, 0);
    left.at = left.now = sandbox_now();
    snprintf(left.host, sizeof left.host, "%s", host);
    sandbox_write_all(reports, &left, sizeof left);
    // mpirun ends the job when an agent fails. It would not always see by itself that a daemon is gone; but it says then that the daemon did not start.
    if (joined && !ended)
    {
        dprintf(STDERR_FILENO, "sandbox: the host %s %s; mpirun is told that its agent failed, and takes that for a daemon that never began.\n", host,
                silent ? "was silent for 3 s" : "lost its agent");
        _exit(1);
    }
    sandbox_end_likewise(left.status);
}
