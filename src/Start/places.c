// Whether a folder is one to make something in that other programs are told of by its name. It is C because both the host and the guard of
// another machine, which has no runtime, have to know.

#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

// acl(5) as the kernel hands it out: a version, and behind it an entry for each of those below and for others.
struct acl_entry
{
    unsigned short tag, perm;
    unsigned id;
};
enum { ACL_USER = 0x02, ACL_GROUP = 0x08, ACL_MAY_WRITE = 2, MOST_ACL_ENTRIES = 256 };

// Whether the access control list of a folder names a user or a group that may write to it and is none of ours. Where there is one, the bits for the
// group in the mode are what it can give at most.
static int list_lets_write(const char *path)
{
    struct
    {
        unsigned version;
        struct acl_entry entries[MOST_ACL_ENTRIES];
    } list;
    ssize_t bytes = lgetxattr(path, "system.posix_acl_access", &list, sizeof list);
    // So long a list lets somebody in.
    if (bytes < 0)
        return errno == ERANGE;
    for (size_t i = 0; sizeof list.version + (i + 1) * sizeof list.entries[0] <= (size_t)bytes; i++)
    {
        struct acl_entry one = list.entries[i];
        int other = (one.tag == ACL_USER && one.id != geteuid()) || (one.tag == ACL_GROUP && one.id != getegid());
        if (other && one.id != 0 && (one.perm & ACL_MAY_WRITE))
            return 1;
    }
    return 0;
}

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
    int others = (its.st_mode & S_IWOTH) || ((its.st_mode & S_IWGRP) && ((its.st_gid != getegid() && its.st_gid != 0) || list_lets_write(path)));
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
