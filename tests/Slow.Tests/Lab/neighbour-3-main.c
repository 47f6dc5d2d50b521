// The third part of neighbour-1-processes.c.

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
