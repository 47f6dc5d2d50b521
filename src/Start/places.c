// Whether a folder is one to make something in that other programs are told of by its name. It is C because both the host and the guard of
// another machine, which has no runtime, have to know.

#define _GNU_SOURCE
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// What another user could do on the way to a folder: 0 nothing, 1 it is theirs, 2 they may write to it. Where they may, they can give what is made there
// another name, and this user's program or folder of theirs its own; the sticky bit, as /tmp has it, forbids that.
static int danger(const char *path, uid_t topmost)
{
    struct stat its;
    if (lstat(path, &its) != 0)
        return 0;
    if (its.st_uid != 0 && its.st_uid != geteuid() && its.st_uid != topmost)
        return 1;
    // A group of one's own is what many systems give each user; root's is root's.
    int others = (its.st_mode & S_IWOTH) || ((its.st_mode & S_IWGRP) && its.st_gid != getegid() && its.st_gid != 0);
    return others && !(its.st_mode & S_ISVTX) ? 2 : 0;
}

// The same for a folder and all above it; the one that it is, which has room for PATH_MAX bytes. A folder that is not there is no danger: making
// something in it fails in words.
int sandbox_distrust_folder(const char *path, char *which)
{
    struct stat top;
    // In a user namespace root may have another number.
    if (realpath(path, which) == NULL || stat("/", &top) != 0)
        return 0;
    for (;;)
    {
        int found = danger(which, top.st_uid);
        char *last = strrchr(which, '/');
        if (found || last == which)
            return found;
        *last = 0;
    }
}
