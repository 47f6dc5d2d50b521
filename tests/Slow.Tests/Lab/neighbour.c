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

// Writes to the terminals of the victim's, and pushes keys into them.
static int types(uid_t victim)
{
    int had = 0;
    for (int number = 0; number < 64; number++)
    {
        char path[32];
        struct stat its;
        snprintf(path, sizeof path, "/dev/pts/%d", number);
        if (stat(path, &its) != 0 || its.st_uid != victim)
            continue;
        int fd = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
        if (fd < 0)
            fd = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
        had |= fd >= 0 && write(fd, "\033c", 2) == 2;
        if (fd >= 0)
            close(fd);
    }
    return had;
}

// Connects to every socket in the file system and without a name in it that is not its own user's.
static int connects(uid_t victim)
{
    char line[512], name[256];
    int had = 0;
    FILE *all = fopen("/proc/net/unix", "re");
    while (all && fgets(line, sizeof line, all))
    {
        struct sockaddr_un to = {.sun_family = AF_UNIX};
        struct stat its;
        if (sscanf(line, "%*s %*s %*s %*s %*s %*s %*s %255s", name) != 1 || strlen(name) >= sizeof to.sun_path || (*name == '/' && (stat(name, &its) != 0 || its.st_uid != victim)))
            continue;
        // A name that begins with @ is in no folder: whoever binds one has to ask who comes.
        if (*name == '@' && !strstr(name, "sandbox"))
            continue;
        strcpy(to.sun_path, name);
        if (*name == '@')
            to.sun_path[0] = 0;
        int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        had |= connect(fd, (struct sockaddr *)&to, (socklen_t)(sizeof to.sun_family + strlen(name))) == 0;
        close(fd);
    }
    if (all)
        fclose(all);
    return had;
}

// Takes the memory, semaphores and queues of System V that the victim has.
static int takes_ipc(uid_t victim)
{
    int had = 0;
    struct shmid_ds segment;
    struct shm_info info;
    int last = shmctl(0, SHM_INFO, (struct shmid_ds *)(void *)&info);
    for (int index = 0; index <= last; index++)
    {
        int id = shmctl(index, SHM_STAT, &segment);
        had |= id >= 0 && segment.shm_perm.uid == victim;
    }
    return had;
}

// Names that somebody could foresee: what the program, its runtime and Open MPI are known to have used.
static int plants(const char *folder, int pid)
{
    static const char *const names[] = {
        "sandbox", "sandbox-board", "sandbox-cores", "sandbox-cores-%d", "sandbox-cores-%d-0", "sandbox-ranks-%d-0", "sandbox-check-%d", "sandbox-host", ".sandbox", "sandbox.cast",
        "sem.clrst%08x", "sem.clrco%08x", "clr-debug-pipe-%d-0-in", "clr-debug-pipe-%d-0-out", "dotnet-diagnostic-%d-0-socket", ".dotnet", ".dotnet/shm", "history.jsonl", "progress.jsonl",
        "history.jsonl.lock", "doublemapper", "memfd:doublemapper", "board", "array", "ompi.%d", "shm_%d", "vader_segment.%d",
    };
    char name[64], path[PATH_MAX];
    snprintf(name, sizeof name, names[lot(sizeof names / sizeof *names)], pid);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    switch (lot(6))
    {
    case 0: return symlink("/etc/passwd", path) == 0;
    case 1: return symlink("/nowhere/at/all", path) == 0;
    case 2: return mkfifo(path, 0666) == 0;
    case 3: return mkdir(path, 0777) == 0;
    case 4: return mknod(path, S_IFSOCK | 0666, 0) == 0;
    default:
    {
        int fd = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
        int made = fd >= 0 && write(fd, "planted\n", 8) == 8;
        if (fd >= 0)
            close(fd);
        return made;
    }
    }
}

// Changes what is in a folder that this user may write to and that is not sticky: the state folder of somebody who shares it.
static void swaps(const char *folder, const char *bait)
{
    char sandbox[PATH_MAX], aside[PATH_MAX], file[PATH_MAX], other[PATH_MAX];
    snprintf(sandbox, sizeof sandbox, "%s/sandbox", folder);
    snprintf(aside, sizeof aside, "%s/aside", folder);
    snprintf(file, sizeof file, "%s/sandbox/history.jsonl", folder);
    snprintf(other, sizeof other, "%s/sandbox/history.1.jsonl", folder);
    switch (lot(7))
    {
    case 0: rename(sandbox, aside); break;
    case 1: rename(aside, sandbox); break;
    case 2: renameat2(AT_FDCWD, sandbox, AT_FDCWD, aside, RENAME_EXCHANGE); break;
    case 3: symlink(bait, sandbox); break;
    case 4: mkdir(sandbox, 0777); chmod(sandbox, 0777); break;
    case 5: symlink(bait, file); link(bait, file); mkfifo(other, 0666); break;
    default: unlink(sandbox); unlink(file); rmdir(sandbox); break;
    }
}

// Removes what is this user's in a folder.
static void clears(const char *folder)
{
    char path[PATH_MAX];
    DIR *all = opendir(folder);
    for (struct dirent *entry; all && (entry = readdir(all));)
    {
        struct stat its;
        if (fstatat(dirfd(all), entry->d_name, &its, AT_SYMLINK_NOFOLLOW) != 0 || its.st_uid != getuid() || !strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (unlink(path) != 0)
        {
            clears(path);
            rmdir(path);
        }
    }
    if (all)
        closedir(all);
}

// Takes all that a user may have of what all users share: memory in a folder, watches, queues, and for a while processes.
static void fills(const char *const *folders, int count)
{
    char path[PATH_MAX];
    static char block[1 << 20];
    for (int i = 0; i < count; i++)
    {
        // Only where the test has made the folder a small disk; another's is left alone.
        snprintf(path, sizeof path, "%s/filled", folders[i]);
        int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
        long written = 0, most = 64;
        while (fd >= 0 && written < most && write(fd, block, sizeof block) > 0)
            written++;
        if (fd >= 0)
            close(fd);
    }
    static int watching = -1;
    if (watching < 0)
        for (int many = 0; many < 100; many++)
        {
            watching = inotify_init1(IN_CLOEXEC);
            if (watching < 0)
                break;
            inotify_add_watch(watching, "/proc/self", IN_ALL_EVENTS);
            inotify_add_watch(watching, "/dev/shm", IN_ALL_EVENTS);
        }
    struct mq_attr attributes = {.mq_maxmsg = 10, .mq_msgsize = 8192};
    for (int many = 0; many < 20; many++)
    {
        snprintf(path, sizeof path, "/sandbox-%d", many);
        mqd_t queue = mq_open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NONBLOCK, 0666, &attributes);
        if (queue != (mqd_t)-1)
            mq_close(queue);
        mq_unlink(path);
    }
    int children[100], have = 0;
    while (have < 100 && (children[have] = fork()) >= 0)
    {
        if (children[have] == 0)
        {
            pause();
            _exit(0);
        }
        have++;
    }
    for (int child = 0; child < have; child++)
    {
        kill(children[child], SIGKILL);
        waitpid(children[child], NULL, 0);
    }
}

int main(int count, char **words)
{
    static long tried[ON_PROCESSES], had[ON_PROCESSES];
    long typed = 0, typed_had = 0, connected = 0, connected_had = 0, shared = 0, shared_had = 0, planted = 0, planted_had = 0, filled = 0, rounds = 0, seen = 0;
    if (count < 6)
        return 2;
    uid_t victim = (uid_t)strtoul(words[1], NULL, 10);
    state = (unsigned)strtoul(words[2], NULL, 10) * 2654435761u | 1;
    page_bytes = (int)sysconf(_SC_PAGESIZE);
    const char *const *folders = (const char *const *)words + 6;
    int folders_count = count - 6, last = 1;
    signal(SIGCHLD, SIG_DFL);
    setvbuf(stdout, NULL, _IOLBF, 0);
    puts("ready");
    while (access(words[3], F_OK) != 0)
    {
        DIR *all = opendir("/proc");
        for (struct dirent *entry; all && (entry = readdir(all));)
        {
            struct stat its;
            int pid = atoi(entry->d_name);
            // A folder in /proc is root's where its process may not be looked into: then status tells whose it is.
            char path[64], line[128];
            unsigned owner = 0;
            if (pid <= 0 || fstatat(dirfd(all), entry->d_name, &its, 0) != 0)
                continue;
            owner = its.st_uid;
            if (owner == 0)
            {
                snprintf(path, sizeof path, "/proc/%d/status", pid);
                FILE *status = fopen(path, "re");
                while (status && fgets(line, sizeof line, status))
                    if (sscanf(line, "Uid: %u", &owner) == 1)
                        break;
                if (status)
                    fclose(status);
            }
            if (owner != victim)
                continue;
            last = pid;
            seen++;
            for (int tries = 0; tries < 6; tries++)
            {
                unsigned which = lot(ON_PROCESSES);
                tried[which]++;
                if (on_processes[which].tries(pid))
                {
                    // It may be another's by now: only a process of the victim's counts.
                    struct stat now;
                    if (fstatat(dirfd(all), entry->d_name, &now, 0) == 0 && now.st_uid == victim)
                        had[which]++;
                }
            }
        }
        if (all)
            closedir(all);
        for (int i = 0; i < folders_count; i++)
        {
            planted++;
            planted_had += plants(folders[i], last + (int)lot(3));
            if (lot(20) == 0)
                clears(folders[i]);
        }
        for (int tries = 0; tries < 10; tries++)
            swaps(words[4], words[5]);
        switch (lot(8))
        {
        case 0: typed++; typed_had += types(victim); break;
        case 1: connected++; connected_had += connects(victim); break;
        case 2: shared++; shared_had += takes_ipc(victim); break;
        case 3: filled++; fills(folders, folders_count); break;
        }
        rounds++;
    }
    for (int i = 0; i < folders_count; i++)
        clears(folders[i]);
    clears(words[4]);
    for (unsigned which = 0; which < ON_PROCESSES; which++)
        printf("%s %ld %ld\n", on_processes[which].name, tried[which], had[which]);
    printf("terminal %ld %ld\nsockets %ld %ld\nipc %ld %ld\n", typed, typed_had, connected, connected_had, shared, shared_had);
    printf("planted %ld of %ld, filled %ld times, %ld processes seen in %ld rounds\n", planted_had, planted, filled, seen, rounds);
    return 0;
}
