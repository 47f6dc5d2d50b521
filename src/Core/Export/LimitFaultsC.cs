namespace Sandbox.Core.Export;

/// <summary>The faults that run into a limit which the worker has set for itself.</summary>
internal static class LimitFaultsC
{
    public static (string Id, FaultC Text)[] All { get; } =
    [
        ("cpu-limit", new("sys/resource.h", """
            static void do_fault(void)
            {
                struct rlimit cpu;
                struct rusage used;

                getrusage(RUSAGE_SELF, &used);
                getrlimit(RLIMIT_CPU, &cpu);
                /* Counted in whole seconds of processor time from the start of the process: SIGXCPU at the soft limit. */
                cpu.rlim_cur = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1);
                if (setrlimit(RLIMIT_CPU, &cpu) != 0)
                    give_up("setrlimit");
                for (;;)
                    ;
            }
            """)),
        ("file-size-limit", new("sys/mman.h sys/resource.h unistd.h", """
            static void do_fault(void)
            {
                static const char block[1024];
                struct rlimit size;
                /* A file in memory without a name: nothing is left behind. */
                int file = memfd_create("growing", MFD_CLOEXEC);

                getrlimit(RLIMIT_FSIZE, &size);
                size.rlim_cur = sizeof block;
                if (file < 0 || setrlimit(RLIMIT_FSIZE, &size) != 0)
                    give_up("setrlimit");
                while (write(file, block, sizeof block) > 0)
                    ;
            }
            """)),
        ("out-of-memory", new("errno.h stdlib.h sys/resource.h unistd.h", """
            static void do_fault(void)
            {
                struct rlimit space;
                void *volatile block;

                getrlimit(RLIMIT_AS, &space);
                /* Some room beside the array; where more is in use already, the very first block is refused. */
                space.rlim_cur = ((rlim_t)256 << 20) + ARRAY_BYTES;
                if (space.rlim_cur > space.rlim_max)
                    space.rlim_cur = space.rlim_max;
                if (setrlimit(RLIMIT_AS, &space) != 0)
                    give_up("setrlimit");
                /* Never written to, so that it takes address space and no memory: the machine is not hurt. */
                do
                    block = malloc(16 << 20);
                while (block != NULL);
                _exit(errno);
            }
            """)),
        ("open-files", new("errno.h fcntl.h sys/resource.h unistd.h", """
            static void do_fault(void)
            {
                struct rlimit files;

                getrlimit(RLIMIT_NOFILE, &files);
                if (files.rlim_cur > 64)
                    files.rlim_cur = 64;
                if (setrlimit(RLIMIT_NOFILE, &files) != 0)
                    give_up("setrlimit");
                while (open("/dev/null", O_RDONLY) >= 0)
                    ;
                _exit(errno);
            }
            """)),
    ];
}
