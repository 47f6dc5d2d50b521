// Another user of the machine, without privileges, who means ill. It goes through the processes of one user again and again, in an order drawn by
// lot, and tries on each what a user may try on another's. It prints one line for each thing: its name, how often it was tried, how often the kernel let
// it have an effect. It makes what it plants in folders that all may write to, and removes it in the end.
//
//   neighbour VICTIM-UID SEED STOP-FILE STATE-FOLDER BAIT SHARED-FOLDER...

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <mqueue.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef SYS_pidfd_getfd
#define SYS_pidfd_getfd 438
#endif

static unsigned state;
static int page_bytes;

static unsigned lot(unsigned below)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % below;
}

// Opens a file of a process's in /proc, and says whether that is an effect.
static int opens(int pid, const char *name, int flags)
{
    char path[128], byte;
    snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
    int fd = open(path, flags | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return 0;
    // Some may be opened by anybody, and refuse when they are read.
    int had = (flags & O_ACCMODE) != O_RDONLY || read(fd, &byte, 1) > 0;
    close(fd);
    return had;
}

static int links(int pid, const char *name)
{
    char path[128], target[PATH_MAX];
    snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
    return readlink(path, target, sizeof target) >= 0;
}

static int signals(int pid)
{
    static const int all[] = {0, SIGKILL, SIGTERM, SIGINT, SIGSTOP, SIGTSTP, SIGCONT, SIGHUP, SIGQUIT, SIGSEGV, SIGIO, SIGCHLD, SIGUSR1, SIGWINCH, SIGALRM, SIGPIPE, 34, 35, 64};
    return kill(pid, all[lot(sizeof all / sizeof *all)]) == 0;
}

static int queues(int pid)
{
    union sigval value = {.sival_int = 1};
    return sigqueue(pid, SIGRTMIN + (int)lot(10), value) == 0;
}

static int group_signals(int pid) { return kill(-pid, SIGTERM) == 0; }
static int thread_signals(int pid) { return syscall(SYS_tgkill, pid, pid, SIGCONT) == 0; }

static int pidfd_signals(int pid)
{
    int fd = (int)syscall(SYS_pidfd_open, pid, 0);
    int sent = fd >= 0 && syscall(SYS_pidfd_send_signal, fd, SIGKILL, NULL, 0) == 0;
    if (fd >= 0)
        close(fd);
    return sent;
}

static int pidfd_gets(int pid)
{
    int fd = (int)syscall(SYS_pidfd_open, pid, 0), had = 0;
    for (int number = 0; fd >= 0 && number < 40; number++)
    {
        int theirs = (int)syscall(SYS_pidfd_getfd, fd, number, 0);
        had |= theirs >= 0;
        if (theirs >= 0)
            close(theirs);
    }
    if (fd >= 0)
        close(fd);
    return had;
}

// A signal that a descriptor's owner is sent when there is something to read.
static int owned_signals(int pid)
{
    int ends[2], told;
    if (pipe2(ends, O_NONBLOCK | O_CLOEXEC) != 0)
        return 0;
    fcntl(ends[0], F_SETOWN, pid);
    fcntl(ends[0], F_SETSIG, SIGTERM);
    fcntl(ends[0], F_SETFL, O_ASYNC | O_NONBLOCK);
    // The kernel looks at who asked when it sends; whether it did is seen in the victim's report alone.
    told = write(ends[1], "x", 1) == 1 ? 0 : 0;
    close(ends[0]);
    close(ends[1]);
    return told;
}

static int attaches(int pid) { return ptrace(PTRACE_ATTACH, pid, NULL, NULL) == 0; }
static int seizes(int pid) { return ptrace(PTRACE_SEIZE, pid, NULL, NULL) == 0; }

static int reads_memory(int pid)
{
    char byte;
    struct iovec mine = {&byte, 1}, theirs = {(void *)0x400000, 1};
    return process_vm_readv(pid, &mine, 1, &theirs, 1, 0) >= 0 || errno == EFAULT;
}

static int writes_memory(int pid)
{
    char byte = 0;
    struct iovec mine = {&byte, 1}, theirs = {(void *)0x400000, 1};
    return process_vm_writev(pid, &mine, 1, &theirs, 1, 0) >= 0 || errno == EFAULT;
}

static int has_mem(int pid) { return opens(pid, "mem", O_RDWR) | opens(pid, "mem", O_RDONLY); }
static int has_maps(int pid) { return opens(pid, "maps", O_RDONLY) | opens(pid, "smaps", O_RDONLY) | opens(pid, "smaps_rollup", O_RDONLY); }
static int has_pagemap(int pid) { return opens(pid, "pagemap", O_RDONLY); }
static int has_environ(int pid) { return opens(pid, "environ", O_RDONLY) | opens(pid, "auxv", O_RDONLY) | opens(pid, "syscall", O_RDONLY) | opens(pid, "io", O_RDONLY); }
// Some files of /proc may be opened by anybody, and refuse who writes.
static int writes(int pid, const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK);
    int done = fd >= 0 && write(fd, "1", 1) == 1;
    if (fd >= 0)
        close(fd);
    return done;
}

static int adjusts(int pid)
{
    return writes(pid, "oom_score_adj") | writes(pid, "clear_refs") | writes(pid, "comm") | writes(pid, "coredump_filter") | writes(pid, "timerslack_ns") | writes(pid, "mem")
        | writes(pid, "setgroups") | writes(pid, "uid_map") | writes(pid, "loginuid") | writes(pid, "sched") | writes(pid, "autogroup");
}

static int has_links(int pid) { return links(pid, "exe") | links(pid, "cwd") | links(pid, "root") | links(pid, "ns/mnt"); }

static int has_descriptors(int pid)
{
    char path[128];
    int had = 0;
    snprintf(path, sizeof path, "/proc/%d/fd", pid);
    DIR *folder = opendir(path);
    had |= folder != NULL;
    if (folder)
        closedir(folder);
    // Numbers are guessed: a memfd, a pipe, a terminal.
    for (int number = 0; number < 40; number++)
    {
        snprintf(path, sizeof path, "/proc/%d/fd/%d", pid, number);
        int fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
        had |= fd >= 0;
        if (fd >= 0)
            close(fd);
        snprintf(path, sizeof path, "fdinfo/%d", number);
        had |= opens(pid, path, O_RDONLY);
    }
    return had;
}

static int limits(int pid)
{
    struct rlimit none = {0, 0};
    return prlimit(pid, lot(2) ? RLIMIT_CPU : RLIMIT_NPROC, &none, NULL) == 0;
}

static int schedules(int pid)
{
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(0, &one);
    struct sched_param idle = {0};
    return (sched_setaffinity(pid, sizeof one, &one) == 0) | (sched_setscheduler(pid, SCHED_IDLE, &idle) == 0) | (setpriority(PRIO_PROCESS, (id_t)pid, 19) == 0)
        | (syscall(SYS_ioprio_set, 1, pid, 3 << 13) == 0) | (syscall(SYS_migrate_pages, pid, 64, NULL, NULL) == 0) | (syscall(SYS_kcmp, pid, getpid(), 0, 0, 0) >= 0);
}

static int changes_group(int pid) { return setpgid(pid, getpgrp()) == 0; }

static int advises(int pid)
{
    int fd = (int)syscall(SYS_pidfd_open, pid, 0);
    struct iovec some = {(void *)0x400000, (size_t)page_bytes};
    int done = fd >= 0 && syscall(SYS_process_madvise, fd, &some, 1, 21, 0) >= 0;
    // The memory of who is dying goes sooner so: anybody may ask for that, and nobody misses it.
    if (fd >= 0)
        syscall(SYS_process_mrelease, fd, 0);
    if (fd >= 0)
        close(fd);
    return done;
}

static int robust_lists(int pid)
{
    void *head;
    size_t length;
    return syscall(SYS_get_robust_list, pid, &head, &length) == 0;
}

static const struct
{
    const char *name;
    int (*tries)(int pid);
} on_processes[] = {
    {"kill", signals}, {"sigqueue", queues}, {"kill-group", group_signals}, {"tgkill", thread_signals}, {"pidfd_send_signal", pidfd_signals},
    {"pidfd_getfd", pidfd_gets}, {"F_SETOWN", owned_signals}, {"PTRACE_ATTACH", attaches}, {"PTRACE_SEIZE", seizes}, {"process_vm_readv", reads_memory},
    {"process_vm_writev", writes_memory}, {"mem", has_mem}, {"maps", has_maps}, {"pagemap", has_pagemap}, {"environ", has_environ}, {"write-proc", adjusts},
    {"links", has_links}, {"fd", has_descriptors}, {"prlimit", limits}, {"schedule", schedules}, {"setpgid", changes_group}, {"madvise", advises}, {"robust-list", robust_lists},
};
#define ON_PROCESSES (sizeof on_processes / sizeof *on_processes)
