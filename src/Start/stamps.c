// What the processes of a run of ranks need to know each other, on one machine and on several.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "ranks.h"

long sandbox_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000L + time.tv_nsec;
}

// Whether nothing has come for too long; to be asked after each look, and at least twice a second. Where a look took longer, this process got no processor,
// or the whole machine stood still: that is no silence of the other side's.
int sandbox_is_silent(struct silence *silence, int heard)
{
    long now = sandbox_now(), since = silence->looked ? now - silence->looked : 0, most = 2 * BEAT_MS * 1000000L;
    silence->looked = now;
    silence->lasts = heard ? 0 : silence->lasts + (since < most ? since : most);
    return silence->lasts > SILENCE;
}

_Noreturn void sandbox_host_complain(const char *what)
{
    fprintf(stderr, "sandbox worker: a host's ranks could not begin: %s: %s\n", what, strerror(errno));
    _exit(3);
}

// What stands before a report on its way. Returns 0, or -1 where the kernel has no random numbers.
int sandbox_token(char *into)
{
    unsigned long numbers[2];
    if (getrandom(numbers, sizeof numbers, 0) != sizeof numbers)
        return -1;
    return snprintf(into, TOKEN_BYTES + 1, "%016lx%016lx", numbers[0], numbers[1]) == TOKEN_BYTES ? 0 : -1;
}

void sandbox_write_all(int fd, const void *bytes, size_t length)
{
    const char *rest = bytes;
    ssize_t written;
    while (length > 0 && ((written = write(fd, rest, length)) > 0 || errno == EINTR))
    {
        if (written > 0)
        {
            rest += written;
            length -= (size_t)written;
        }
    }
}

// What no other process has or will have, on no machine: the pid, when it began, in which namespace of pids, after which start of the kernel.
int sandbox_stamp(int pid, char *into)
{
    char text[1024], boot[40] = "", space[64] = "";
    unsigned long began = 0;
    const char *after = sandbox_read_stat(pid, text, sizeof text);
    if (!after || sscanf(after, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %lu", &began) != 1)
        return -1;
    int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    ssize_t length = fd < 0 ? -1 : read(fd, boot, 36);
    if (fd >= 0)
        close(fd);
    if (length != 36 || readlink("/proc/self/ns/pid", space, sizeof space - 1) < 0)
        return -1;
    // Without a colon: Open MPI takes that for the end of an agent's words.
    return snprintf(into, STAMP_BYTES, "%d.%lu.%lu.%s", pid, began, strtoul(space + strcspn(space, "0123456789"), NULL, 10), boot) < STAMP_BYTES ? 0 : -1;
}

// Opens what another process has open, where it is the one that has the stamp; never that of another one which has the same pid on this machine.
int sandbox_open_of(const char *stamp, int descriptor, int flags)
{
    char own[STAMP_BYTES], path[64];
    int pid = atoi(stamp);
    if (pid <= 0 || sandbox_stamp(pid, own) != 0 || strcmp(own, stamp) != 0)
    {
        errno = ESRCH;
        return -1;
    }
    snprintf(path, sizeof path, "/proc/%d/fd/%d", pid, descriptor);
    return open(path, flags);
}
