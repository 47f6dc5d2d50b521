using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>Orphans in C: the parent ends before its children, and a grandparent adopts them.</summary>
internal static class OrphanC
{
    /// <summary>What a worker does in place of ending with its parent.</summary>
    public static CPart Adoption { get; } = new("unistd.h", """
        /* Its parent will end; from then on it ends with whoever has adopted it. */
        static void be_adopted(pid_t parent)
        {
            while (getppid() == parent)
                usleep(200);
            die_with(board->adopter);
        }
        """);

    /// <summary>The grandparent, which starts the parent and gets its children.</summary>
    public static CPart Adopter { get; } = new("errno.h stdlib.h sys/prctl.h sys/wait.h unistd.h", """
        /* ---- the orphans ---- */

        static pid_t host;
        static int host_status;

        /* The host starts the workers and ends. A subreaper gets the orphans of its children; otherwise process 1 would. */
        static void start_orphans(void)
        {
            started = now();
            board->adopter = getpid();
            prctl(PR_SET_CHILD_SUBREAPER, 1);
            host = fork();
            if (host < 0)
                give_up("fork");
            if (host == 0) {
                die_with(board->adopter);
                start_all();
                for (int worker = 0; worker < COUNT; worker++)
                    board->pids[worker] = pids[worker];
                _exit(0);
            }
            while (waitpid(host, &host_status, 0) < 0 && errno == EINTR)
                ;
            if (host_status != 0)
                exit(EXIT_FAILURE);
            for (int worker = 0; worker < COUNT; worker++)
                pids[worker] = board->pids[worker];
            children = COUNT;
        }
        """);

    /// <summary>The board's fields for it.</summary>
    public static string BoardFields(RunSpec spec) => spec.Orphan ? "pid_t adopter;\npid_t pids[COUNT];" : "";

    /// <summary>What the report says of it.</summary>
    public const string InReport = """
        printf("host: pid %d, ", (int)host);
        print_status(host_status);
        printf("\nparent: %d until it ended, then %d\n", (int)host, (int)getpid());
        """;
}
