using System.Collections.Immutable;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>An execution model in C: how workers are started.</summary>
/// <param name="Headers">The headers that the text needs, with blanks in between.</param>
/// <param name="Code">
/// Defines <c>static void run_workers(void)</c>, which the host does, where they are threads; otherwise
/// <c>static pid_t start_worker(int worker)</c>, which gives -1 where the kernel refuses.
/// </param>
internal sealed record ModelC(string Headers, Func<RunSpec, FaultC, string> Code)
{
    /// <summary>Every way to start workers that can be written.</summary>
    public static ImmutableDictionary<WorkerStart, ModelC> All { get; } = new Dictionary<WorkerStart, ModelC>
    {
        [WorkerStart.InTurn] = new("", Sequential),
        [WorkerStart.Thread] = new("errno.h pthread.h stdint.h", WithThreads),
        [WorkerStart.Fork] = new("unistd.h", (spec, _) => CText.Fill(Fork, Tie(spec, "parent"))),
        [WorkerStart.VFork] = new("sched.h signal.h stdint.h sys/mman.h unistd.h", (spec, _) => VFork),
        [WorkerStart.Spawn] = new("errno.h spawn.h unistd.h", (spec, _) => CText.Fill(Spawn, Tie(spec, "(pid_t)atoi(arguments[2])"))),
    }.ToImmutableDictionary();

    /// <summary>Whether the intruder lets the others in when it is done.</summary>
    public static bool IntruderOpensGate(RunSpec spec) => !spec.ModelRow.Single && spec.IntruderGoesFirst;

    /// <summary>
    /// Whether the workers wait at the start: for an intruder that goes first, and threads until all are there, so that what a
    /// fault takes with it does not depend on who was quicker.
    /// </summary>
    public static bool HasGate(RunSpec spec) => spec.ModelRow.StartsTogether || IntruderOpensGate(spec);

    /// <summary>A statement that gives a <c>worker</c> from its <c>turn</c>: an intruder is started first.</summary>
    public static string InTurn(RunSpec spec) =>
        spec.HasIntruder ? "int worker = (turn + INTRUDER) % COUNT; /* the intruder first */" : "int worker = turn;";

    private static (string, string) Tie(RunSpec spec, string parent) => ("tie", $"{(spec.Orphan ? "be_adopted" : "die_with")}({parent});");

    private const string Fork = """
        static pid_t start_worker(int worker)
        {
            pid_t parent = getpid(), pid = fork();

            if (pid != 0)
                return pid;
            @tie@
            work(worker);
            /* Not exit(): what the parent had in its buffers is in the copies too, and would be printed twice. */
            _exit(0);
        }
        """;

    private const string VFork = """
        static pid_t parent;

        static int child_main(void *argument)
        {
            int worker = (int)(intptr_t)argument;

            die_with(parent);
            board->pids[worker] = getpid();
            work(worker);
            _exit(0);
        }

        /*
         * What vfork() is, with a stack of the child's own: it runs in this very memory, and this process sleeps until it has ended.
         * One stack is enough for all, one after the other. Below it nothing is mapped.
         */
        static pid_t start_worker(int worker)
        {
            static char *stack;
            size_t size = 256 * 1024, guard = (size_t)sysconf(_SC_PAGESIZE);

            if (stack == NULL) {
                stack = mmap(NULL, guard + size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                if (stack == MAP_FAILED)
                    give_up("mmap");
                mprotect(stack, guard, PROT_NONE);
            }
            parent = getpid();
            return clone(child_main, stack + guard + size, CLONE_VM | CLONE_VFORK | SIGCHLD, (void *)(intptr_t)worker);
        }
        """;

    private const string Spawn = """
        /* The program starts itself once more, with the worker's index: from that follows its slice. */
        static pid_t start_worker(int worker)
        {
            extern char **environ;
            char index[16], parent[16], board_number[16], array_number[16];
            char *arguments[] = {"worker", index, parent, board_number, array_number, NULL};
            pid_t pid;

            snprintf(index, sizeof index, "%d", worker);
            snprintf(parent, sizeof parent, "%d", (int)getpid());
            snprintf(board_number, sizeof board_number, "%d", board_fd);
            snprintf(array_number, sizeof array_number, "%d", array_fd);
            /* It returns the error's number, and leaves errno alone. */
            errno = posix_spawn(&pid, "/proc/self/exe", NULL, NULL, arguments, environ);
            return errno == 0 ? pid : -1;
        }

        /* What the fresh program does: its memory is new, and all that it has of its parent are words and descriptors. */
        static int worker_main(char **arguments)
        {
            board_fd = atoi(arguments[3]);
            array_fd = atoi(arguments[4]);
            map_board();
            @tie@
            map_array(MAP_PRIVATE);
            work(atoi(arguments[1]));
            return 0;
        }
        """;

    private static string Sequential(RunSpec spec, FaultC fault) => CText.Fill(
        """
        /* One loop: the baseline. */
        static void run_workers(void)
        {
            for (int turn = 0; turn < COUNT; turn++) {
                @worker@

                work(worker);
            }
            @end@
        }
        """,
        ("worker", InTurn(spec)),
        ("end", fault.AtHostsEnd(spec)));

    private static string WithThreads(RunSpec spec, FaultC fault) => CText.Fill(
        """
        static void *thread_main(void *worker)
        {
            work((int)(intptr_t)worker);
            return NULL;
        }

        /* All threads live in this one address space: what ends the process ends them all. */
        static void run_workers(void)
        {
            static pthread_t threads[COUNT];
            pthread_attr_t attributes;

            /* Small stacks: there may be thousands. */
            pthread_attr_init(&attributes);
            pthread_attr_setstacksize(&attributes, 256 * 1024);
            for (int turn = 0; turn < COUNT; turn++) {
                @worker@

                errno = pthread_create(&threads[worker], &attributes, thread_main, (void *)(intptr_t)worker);
                if (errno != 0)
                    give_up("pthread_create");
            }
            @open@
            for (int worker = 0; worker < COUNT; worker++)
                pthread_join(threads[worker], NULL);
            @end@
        }
        """,
        ("worker", InTurn(spec)),
        ("open", IntruderOpensGate(spec) ? "" : "/* All are there before one can end all. */\nopen_gate();"),
        ("end", fault.AtHostsEnd(spec)));
}
