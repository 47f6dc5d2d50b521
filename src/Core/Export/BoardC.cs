using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>The board in C: memory that parent and workers share on purpose, in every model.</summary>
internal static class BoardC
{
    private const string Anonymous = """
        static void map_board(void)
        {
            /* MAP_SHARED: after fork() it is still one and the same. */
            board = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
            if (board == MAP_FAILED)
                give_up("mmap");
        }
        """;

    private const string OfFile = """
        static int board_fd;

        static void make_board_file(void)
        {
            board_fd = memfd_create("board", 0);
            if (board_fd < 0 || ftruncate(board_fd, sizeof *board) != 0)
                give_up("memfd_create");
        }

        static void map_board(void)
        {
            board = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE, MAP_SHARED, board_fd, 0);
            if (board == MAP_FAILED)
                give_up("mmap");
        }
        """;

    private const string Gate = """
        static void open_gate(void)
        {
            for (int worker = 0; worker < WORKERS; worker++)
                sem_post(&board->gate);
        }

        static void pass_gate(void)
        {
            while (sem_wait(&board->gate) != 0 && errno == EINTR)
                ;
        }
        """;

    /// <summary>The board, and the gate where there is one.</summary>
    public static IEnumerable<CPart> Parts(RunSpec spec, FaultC fault, ModelC model)
    {
        bool gate = ModelC.HasGate(spec);
        yield return new CPart("stdatomic.h sys/mman.h sys/types.h unistd.h", CText.Fill(
            """
            /* ---- the board: memory that all share on purpose ---- */

            enum stage { SUMMING, FAULTING, STORED };

            struct board {
                _Atomic int stage[COUNT];
                @tid@
                volatile long long results[WORKERS];
                @orphan@
                @borrowed@
                @gate@
                @fault@
            };

            static struct board *board;

            @map@
            """,
            ("tid", spec.ModelRow.OneAddressSpace ? "pid_t tid[COUNT];\n_Atomic int all_ended; /* whether the host got past the last of them */" : ""),
            ("orphan", OrphanC.BoardFields(spec)),
            ("borrowed", spec.ModelRow.BorrowsMemory ? "_Atomic pid_t pids[COUNT];" : ""),
            ("gate", gate ? "sem_t gate;" : ""),
            ("fault", fault.BoardFields(spec)),
            ("map", spec.ModelRow.FreshPrograms ? OfFile : Anonymous)));
        if (gate)
            yield return new CPart("errno.h semaphore.h", Gate);
        if (HasSetUp(spec, fault))
        {
            yield return new CPart("", CText.Fill(
                """
                static void set_up_board(void)
                {
                    @gate@
                    @fault@
                }
                """,
                ("gate", gate ? "/* The 1: for other processes too. */\nif (sem_init(&board->gate, 1, 0) != 0)\n    give_up(\"sem_init\");" : ""),
                ("fault", fault.BoardSetUp(spec))));
        }
    }

    /// <summary>Whether the board holds anything that zeros are not enough for.</summary>
    public static bool HasSetUp(RunSpec spec, FaultC fault) => ModelC.HasGate(spec) || fault.BoardSetUp(spec).Length > 0;
}
