// Who removes a folder of the sandbox's own, when whoever should have done so was killed: that with the core files of a run, that of a program which was
// compiled. It is C because it forks in a process with threads of the runtime's.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// What a process is called that removes a folder.
const char sandbox_watcher_name[] = "sandbox-cores";

// Who is being killed may still be writing its core; it ends within some of these rounds.
#define MOST_ROUNDS 5000
// For so many of them who still works in the folder may keep it.
#define MOST_WAITS 60000
// A program that worked in the folder may have made folders in it, and Open MPI has folders in its folders.
#define MOST_DEPTH 12

struct folder_entry
{
    uint64_t inode;
    int64_t offset;
    unsigned short length;
    unsigned char type;
    char name[];
};

// Removes what is in a folder, and in the folders in it. No link is followed, and not even malloc may be used here.
static void empty_folder(int folder, int depth)
{
    char buffer[4096];
    long length;
    lseek(folder, 0, SEEK_SET);
    while ((length = syscall(SYS_getdents64, folder, buffer, sizeof buffer)) > 0)
    {
        for (long at = 0; at < length;)
        {
            const struct folder_entry *entry = (const void *)(buffer + at);
            at += entry->length;
            if (!strcmp(entry->name, ".") || !strcmp(entry->name, "..") || unlinkat(folder, entry->name, 0) == 0 || depth == 0)
                continue;
            int inner = openat(folder, entry->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
            if (inner < 0)
                continue;
            empty_folder(inner, depth - 1);
            close(inner);
            unlinkat(folder, entry->name, AT_REMOVEDIR);
        }
    }
}

// Looks for the one core file in a process's folder within a folder, removes it unless it is to stay, and that folder where it is empty then.
// Returns its size, or -1 where there is none.
long sandbox_take_core(const char *path, int pid, int keep)
{
    char buffer[1024], name[16];
    long length, bytes = -1;
    snprintf(name, sizeof name, "%d", pid);
    int all = open(path, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    int own = all < 0 ? -1 : openat(all, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    while (own >= 0 && (length = syscall(SYS_getdents64, own, buffer, sizeof buffer)) > 0)
    {
        for (long at = 0; at < length;)
        {
            const struct folder_entry *entry = (const void *)(buffer + at);
            struct stat file;
            at += entry->length;
            if (fstatat(own, entry->name, &file, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(file.st_mode))
                continue;
            bytes = (long)file.st_size;
            if (!keep)
                unlinkat(own, entry->name, 0);
        }
    }
    if (own >= 0)
        close(own);
    if (all >= 0)
    {
        unlinkat(all, name, AT_REMOVEDIR);
        close(all);
    }
    return bytes;
}

// Removes a folder of this user's, with all that is in it, as soon as nobody makes files in it any more.
void sandbox_remove_folder(const char *path)
{
    const struct timespec moment = {0, 1000000};
    for (int round = 0; round < MOST_ROUNDS; round++)
    {
        int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        struct stat its;
        // Where it is another user's, somebody has guessed its name.
        if (folder < 0)
            return;
        int ours = fstat(folder, &its) == 0 && its.st_uid == geteuid();
        if (ours)
            empty_folder(folder, MOST_DEPTH);
        close(folder);
        // In a folder that is gone nobody can make a file any more, not even who has it for its working directory.
        if (!ours || rmdir(path) == 0)
            return;
        nanosleep(&moment, NULL);
    }
}

// Says that this process, and all that inherit the descriptor that this returns, work in a folder, and may make folders in it from its root on, as Open MPI
// does: whoever watches the folder removes it when they are gone, so that nobody makes it again. Returns -1 where it is gone, or is being removed.
int sandbox_work_in(const char *path, int flags)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | flags);
    // Where a file system knows no locks of folders, the folder has to do without.
    if (folder >= 0 && flock(folder, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    {
        close(folder);
        return -1;
    }
    return folder;
}

static void wait_for_workers(const char *path)
{
    const struct timespec moment = {0, 1000000};
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    for (int round = 0; folder >= 0 && round < MOST_WAITS && flock(folder, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK; round++)
        nanosleep(&moment, NULL);
    // It stays open, and so the lock: who comes late finds that the folder is being removed.
}

static _Noreturn void remove_when_all_are_gone(int life, const char *path)
{
    char byte;
    while (read(life, &byte, 1) < 0 && errno == EINTR)
        continue;
    wait_for_workers(path);
    sandbox_remove_folder(path);
    _exit(0);
}

// Starts a process that removes a folder when nobody has the descriptor any more that this returns, or the error's number below 0. It is
// in a session of its own, so that no signal for the run's group or terminal reaches it, and a child of whoever adopts orphans here: a host waits for
// whatever child there is. Where it is to be this process's own child, this process waits for it.
int sandbox_watch_folder(const char *path, int own_child, int *watcher)
{
    int life[2], told[2];
    *watcher = 0;
    if (pipe2(life, O_CLOEXEC) != 0)
        return -errno;
    if (pipe2(told, O_CLOEXEC) != 0)
    {
        int error = errno;
        close(life[0]);
        close(life[1]);
        return -error;
    }
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t child = _Fork();
    if (child == 0)
    {
        setsid();
        // From its first moment: who ends a tree of processes knows it by that, and lets it do its work (programs.c).
        prctl(PR_SET_NAME, sandbox_watcher_name);
        pid_t own = own_child ? 0 : _Fork();
        if (own != 0)
            _exit(own > 0 && write(told[1], &own, sizeof own) == sizeof own ? 0 : 1);
        dup2(life[0], STDIN_FILENO);
        // Kernels before 5.9 do not know the call: then it holds some files of the host's open for as long as it lives.
        syscall(SYS_close_range, STDERR_FILENO + 1, ~0U, 0);
        close(life[1]);
        remove_when_all_are_gone(STDIN_FILENO, path);
    }
    int error = child < 0 ? errno : 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(life[0]);
    close(told[1]);
    pid_t own = own_child ? child : 0;
    if (child > 0 && !own_child)
    {
        while (waitpid(child, NULL, __WALL) < 0 && errno == EINTR)
            continue;
        if (read(told[0], &own, sizeof own) != sizeof own)
            error = EAGAIN;
    }
    close(told[0]);
    if (error != 0)
    {
        close(life[1]);
        return -error;
    }
    *watcher = own;
    return life[1];
}
