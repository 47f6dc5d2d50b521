// The second part of neighbour-1-processes.c: what all users of a machine share.

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
