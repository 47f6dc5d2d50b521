using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>The faults that are an exit or a signal.</summary>
internal static class SignalFaultsC
{
    public static (string Id, FaultC Text)[] All { get; } =
    [
        ("none", new("", "")),
        ("abort", new("stdlib.h", """
            static void do_fault(void)
            {
                abort();
            }
            """)),
        ("exit-code", new("unistd.h", spec => $$"""
            static void do_fault(void)
            {
                /* The kernel keeps the low eight bits: 256 shows as 0, -1 as 255. */
                _exit({{spec.FaultArgument}});
            }
            """)),
        ("kill", Sending(_ => "SIGKILL")),
        ("terminate", Sending(_ => "SIGTERM")),
        // The canonical name of a signal is C for it, real-time ones included: SIGRTMIN+2.
        ("signal", Sending(spec => spec.FaultArgument!)),
        ("exec", new("stdlib.h string.h unistd.h", $$"""
            /* Another program takes this one's place: the pid stays, and memory, threads and code are gone. */
            static void do_fault(void)
            {
                char *arguments[] = {"replaced", NULL};

                execv("/proc/self/exe", arguments);
                give_up("execv"); /* it returns only where it failed */
            }
            """)
        {
            InMain = $"""
                /* What a worker has become: it knows of no sum. */
                if (argc == 1 && strcmp(argv[0], "replaced") == 0)
                    return {Catalogue.FaultCatalogue.ReplacedExits};
                """,
        }),
        ("signal-queue", QueueC.Text),
        ("broken-pipe", new("unistd.h", """
            static void do_fault(void)
            {
                int ends[2];

                if (pipe(ends) != 0)
                    give_up("pipe");
                /* Without a reader, the write gets SIGPIPE. */
                close(ends[0]);
                if (write(ends[1], "x", 1) != 1)
                    give_up("write");
            }
            """)),
        ("alarm", new("unistd.h", """
            static void do_fault(void)
            {
                alarm(1);
                for (;;)
                    pause();
            }
            """)),
        ("forbidden-syscall", new("stddef.h sys/prctl.h sys/syscall.h unistd.h linux/audit.h linux/filter.h linux/seccomp.h", """
            #if defined(__x86_64__)
            #define THIS_ARCHITECTURE AUDIT_ARCH_X86_64
            #elif defined(__aarch64__)
            #define THIS_ARCHITECTURE AUDIT_ARCH_AARCH64
            #else
            #error "expected x86-64 or arm64"
            #endif

            static void do_fault(void)
            {
                /* The numbers of system calls differ between architectures, so a filter looks at the architecture first. */
                struct sock_filter rules[] = {
                    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
                    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, THIS_ARCHITECTURE, 0, 2),
                    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
                    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 1, 0),
                    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
                    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
                };
                struct sock_fprog filter = {.len = sizeof rules / sizeof *rules, .filter = rules};

                /* Without this promise the kernel takes filters from root alone. */
                if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) != 0)
                    give_up("prctl");
                syscall(SYS_getppid);
            }
            """)),
    ];

    private static FaultC Sending(Func<RunSpec, string> signal) => new("signal.h unistd.h", spec => $$"""
        static void do_fault(void)
        {
            kill(getpid(), {{signal(spec)}});
        }
        """);
}
