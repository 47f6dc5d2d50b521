using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>Core files in C: a folder for them, the workers' limit, and what is said of them.</summary>
internal static class CoreC
{
    /// <summary>The functions; empty where no core is wanted.</summary>
    public static CPart? Part(RunSpec spec) => !spec.Core ? null : new CPart("dirent.h fcntl.h stdio.h stdlib.h sys/resource.h sys/stat.h unistd.h", CText.Fill(
        """
        /* ---- core files ---- */

        /* They lie where core_pattern says; a plain name lies in the working directory of who dumped. */
        static char core_folder[] = "/var/tmp/lab-cores-XXXXXX";

        static void make_core_folder(void)
        {
            if (mkdtemp(core_folder) == NULL || chdir(core_folder) != 0)
                give_up("mkdtemp");
        }

        /* In a worker. Each works in a folder of its own, so that two files of one name do not meet. */
        static void allow_core(void)
        {
            struct rlimit core;
            char own[16];

            getrlimit(RLIMIT_CORE, &core);
            core.rlim_cur = core.rlim_max;
            setrlimit(RLIMIT_CORE, &core);
            snprintf(own, sizeof own, "%d", (int)getpid());
            if (mkdir(own, 0700) != 0 || chdir(own) != 0)
                give_up("mkdir");
        }

        /* In the folder of one process. */
        static void report_core(const char *pid, DIR *own)
        {
            struct dirent *entry;
            struct stat file;

            while ((entry = readdir(own)) != NULL) {
                if (fstatat(dirfd(own), entry->d_name, &file, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(file.st_mode))
                    continue;
                @report@
            }
        }

        static void report_cores(void)
        {
            DIR *all = opendir("."), *own;
            struct dirent *entry;

            while (all != NULL && (entry = readdir(all)) != NULL) {
                if (entry->d_name[0] < '1' || entry->d_name[0] > '9' || (own = opendir(entry->d_name)) == NULL)
                    continue;
                report_core(entry->d_name, own);
                closedir(own);
                /* Only where it is empty. */
                rmdir(entry->d_name);
            }
            if (all != NULL)
                closedir(all);
            rmdir(core_folder);
        }
        """,
        ("report", spec.KeepCore
            ? "printf(\"core: pid %s, %lld bytes, %s/%s/%s\\n\", pid, (long long)file.st_size, core_folder, pid, entry->d_name);"
            : "printf(\"core: pid %s, %lld bytes, removed\\n\", pid, (long long)file.st_size);\nunlinkat(dirfd(own), entry->d_name, 0);")));
}
