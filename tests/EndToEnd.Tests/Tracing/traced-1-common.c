/*
 * Small programs for a tracer: each starts processes, ends and waits for them in one way, and says itself what it did. The parts traced-1 to
 * traced-5 are one program, one behind the other.
 * usage: traced CASE; prints "born PARENT CHILD" and "waited PARENT CHILD STATUS", STATUS being 0x000b or NULL.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;
static const char *self;

typedef void body(void);

static pid_t born(pid_t child)
{
    if (child > 0)
        dprintf(1, "born %d %d\n", getpid(), child);
    return child;
}

static pid_t start(body *what)
{
    pid_t child = fork();
    if (child == 0) {
        what();
        _exit(0);
    }
    return born(child);
}

static void told(pid_t child, int status)
{
    dprintf(1, "waited %d %d 0x%04x\n", getpid(), child, status);
}

static pid_t look(pid_t which, int options)
{
    int status;
    pid_t child = waitpid(which, &status, options);
    if (child > 0)
        told(child, status);
    return child;
}

static pid_t look_away(pid_t which)
{
    pid_t child = waitpid(which, NULL, 0);
    if (child > 0)
        dprintf(1, "waited %d %d NULL\n", getpid(), child);
    return child;
}

static int from_info(const siginfo_t *info)
{
    switch (info->si_code) {
    case CLD_EXITED: return info->si_status << 8;
    case CLD_KILLED: return info->si_status;
    case CLD_DUMPED: return info->si_status | 0x80;
    case CLD_CONTINUED: return 0xffff;
    default: return info->si_status << 8 | 0x7f;
    }
}

static void look_by_id(idtype_t type, id_t id, int options)
{
    siginfo_t info = {0};
    if (waitid(type, id, &info, options) == 0 && info.si_pid)
        told(info.si_pid, from_info(&info));
}

static void read_proc(pid_t pid, const char *name, char *text, size_t room)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
    int fd = open(path, O_RDONLY);
    ssize_t got = fd < 0 ? 0 : read(fd, text, room - 1);
    if (fd >= 0)
        close(fd);
    text[got > 0 ? got : 0] = 0;
}

/* Waits for a state in /proc, without waiting for the child. */
static void until_state(pid_t child, const char *states)
{
    char text[4096], *end;
    do {
        poll(NULL, 0, 1);
        read_proc(child, "stat", text, sizeof text);
        end = strrchr(text, ')');
    } while (end && !strchr(states, end[2]));
}

static void until_it_has(pid_t child, const char *line)
{
    char text[4096];
    do {
        poll(NULL, 0, 1);
        read_proc(child, "status", text, sizeof text);
    } while (!strstr(text, line));
}

static int gate[2];
static void wait_for_gate(void) { char byte; close(gate[1]); if (read(gate[0], &byte, 1) != 0) _exit(1); _exit(3); }

static void nothing(void) {}
static void three(void) { _exit(3); }
static void wide(void) { exit(256); }
static void minus(void) { exit(-1); }
static void fault(void) { *(volatile int *)0x10 = 42; }
static void divide(void) { volatile int zero = 0; volatile int one = 1; one = one / zero; }
static void give_up(void) { abort(); }
static void terminate(void) { raise(SIGTERM); }
static void hang(void) { for (;;) pause(); }
static void stop_itself(void) { raise(SIGSTOP); }
static void ring(void) { ualarm(1000, 0); hang(); }

static void broken_pipe(void)
{
    int ends[2];
    if (pipe(ends) == 0) {
        close(ends[0]);
        if (write(ends[1], "", 1) < 0)
            _exit(1);
    }
}

static void with_core(void)
{
    struct rlimit limit;
    getrlimit(RLIMIT_CORE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_CORE, &limit);
    abort();
}

