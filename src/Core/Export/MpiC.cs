using System.Globalization;
using System.Text;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>
/// The program of a run whose workers are ranks: one for all of them, which mpirun starts. Each forks before MPI_Init: the child is the rank, the
/// parent a reaper, which prints the rank's own status and then ends in the same way, for mpirun.
/// </summary>
internal static class MpiC
{
    /// <summary>What starts the daemon of a host that is a name only: mpirun has no such agent of its own.</summary>
    private const string MakeHere = """printf '#!/bin/sh\nshift\nexec sh -c "$*"\n' >here && chmod +x here && """;

    /// <summary>The command that compiles a program and starts its ranks.</summary>
    private static string Command(RunSpec spec) => string.Create(
        CultureInfo.InvariantCulture,
        $"mpicc {string.Join(' ', CProgram.GccOptions)} -o FILE FILE.c && {(IsHere(spec) ? MakeHere : "")}mpirun -n {spec.Workers} --oversubscribe{Over(spec)}{(GoesOn(spec) ? " --with-ft ulfm --mca async_mpi_finalize 1" : "")}{(spec.MpiAsRoot ? " --allow-run-as-root" : "")} ./FILE");

    /// <summary>Which machines, what starts the daemons there, and by which interfaces: ranks of one memory that are told of two hosts must not share it.</summary>
    private static string Over(RunSpec spec)
    {
        if (spec.Hosts is null)
            return "";
        string agent = IsHere(spec) ? " --mca plm_rsh_agent \"$PWD/here\" --mca btl self,tcp" : spec.MpiAgent is { } named ? $" --mca plm_rsh_agent {RunSpecs.ShellWord(named)}" : "";
        string interfaces = (spec.MpiInterfaces ?? (IsHere(spec) ? "lo" : null)) is { } names ? $" --mca oob_tcp_if_include {names} --mca btl_tcp_if_include {names}" : "";
        return $" --host {MpirunWords.HostsOf(spec)}{agent}{interfaces}";
    }

    private static string Far(RunSpec spec) => spec.Hosts is null
        ? GoesOn(spec) ? " * It takes Open MPI 5 with ULFM." : ""
        : IsHere(spec)
        ? """
         * The hosts are names on this machine. Open MPI 5 takes --prtemca plm_ssh_agent for
         * --mca plm_rsh_agent, and no oob_tcp_if_include: its daemons cannot do with lo alone.
        """
        : """
         * FILE has to be at the same place on each host. Open MPI 5 takes --prtemca for --mca before
         * plm and oob, and plm_ssh_agent for plm_rsh_agent.
        """;

    private static bool IsHere(RunSpec spec) => spec.MpiAgent == RankHosts.Here;

    private static bool GoesOn(RunSpec spec) => spec.MpiErrors == MpiErrors.Return;

    /// <summary>The program's text.</summary>
    public static string Of(RunSpec spec)
    {
        FaultC fault = FaultC.All[spec.Fault];
        CPart[] parts = [.. ArrayC.PartsOfRank(spec), Board(fault, spec), .. WorkerC.FaultParts(spec, fault), ParentC.Manners(spec), .. Recovery(spec), Rank(spec, fault), Reaper(spec, fault), Main(spec, fault)];
        StringBuilder program = new(CText.Fill(
            """
            /*
             * In C, what this does:
             *     @command@
             *
             * To compile and run it, where FILE.c is this file:
             *     @mpicc@
            @far@
             *
             * The workers: @workers@; the array: @array@.
             * The fault:   @fault@.
             * The parent:  a reaper of each rank's own, which is not mpirun.
             */
            #define _GNU_SOURCE
            """,
            ("command", RunSpecs.CommandLine(spec)), ("mpicc", Command(spec)), ("far", Far(spec)), ("workers", spec.ModelRow.Workers), ("array", spec.ModelRow.Array), ("fault", spec.FaultRow.Summary)) + "\n");
        // That of the extensions takes the other before it.
        foreach (string header in CProgram.Headers(parts).OrderBy(header => header == "mpi-ext.h"))
            program.Append(CultureInfo.InvariantCulture, $"#include <{header}>\n");
        program.Append('\n').Append(CProgram.Numbers(spec));
        foreach (CPart part in parts)
            program.Append('\n').Append(part.Code).Append('\n');
        return program.ToString();
    }

    private static CPart Board(FaultC fault, RunSpec spec) => new("stddef.h sys/mman.h", CText.Fill(
        """
        /* ---- the board: memory that a rank shares with its reaper, and with no other rank ---- */

        enum stage { SUMMING, FAULTING, STORED };

        struct board {
            _Atomic int stage[COUNT];
            @fields@
        };

        static struct board *board;

        static void map_board(void)
        {
            board = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
            if (board == MAP_FAILED)
                give_up("mmap");
        }
        """,
        ("fields", fault.BoardFields(spec))));

    private static CPart Rank(RunSpec spec, FaultC fault) => new("mpi.h stdio.h", CText.Fill(
        """
        /* ---- a rank ---- */

        /* From MPI_Init to MPI_Finalize; the fault comes after the sum and before it is given to MPI_Reduce. */
        static void be_rank(int *argc, char ***argv)
        {
            long long sum, total = 0;
            int rank;

            MPI_Init(argc, argv);
            MPI_Comm_rank(MPI_COMM_WORLD, &rank);
            @return@
            /* Open MPI has handlers of its own for what a fault may send: a message, and then the same signal once more. */
            settle_in();
            @limits@
            map_array();
            @make@
            @sum@
            @fault@
            board->stage[rank] = STORED;
            if (sum != expected_sum(rank))
                printf("rank %d: a wrong sum\n", rank);
            @reduce@
            MPI_Finalize();
        }
        """,
        ("return", GoesOn(spec) ? "MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);" : ""),
        ("reduce", GoesOn(spec)
            ? """
            if (reduce_among_who_is_left(sum, &total) == 0)
                printf("rank %d: the total is %lld\n", rank, total);
            """
            : """
            /* Who is not rank 0 has done its part when its number is on its way; rank 0 waits for all. */
            MPI_Reduce(&sum, &total, 1, MPI_LONG_LONG, MPI_SUM, 0, MPI_COMM_WORLD);
            if (rank == 0)
                printf("rank 0: the total is %lld\n", total);
            /* All wait here for each other. */
            """),
        ("limits", LimitsC.Call(spec)),
        ("make", PagingFaultsC.Counted(spec, "make_slice(rank);", "first_touch")),
        ("sum", PagingFaultsC.Counted(spec, "sum = sum_slice(rank);", "board->read_faults[rank]")),
        ("fault", fault.Code(spec).Length == 0 ? "" : CText.Fill(
            "if (is_faulty(rank)) {\n    board->stage[rank] = FAULTING;\n    do_fault(@who@);\n}", ("who", fault.AsksWho ? "rank" : "")))));

    private static CPart[] Recovery(RunSpec spec) => !GoesOn(spec) ? [] :
    [
        new CPart("mpi.h mpi-ext.h stdio.h stdlib.h", """
            /* ---- to go on without who has failed: ULFM, which is part of Open MPI from 5.0 on ---- */

            /* Adds up the sums of all that are left. Returns the caller's rank among them: the one with rank 0 has the total. */
            static int reduce_among_who_is_left(long long sum, long long *total)
            {
                MPI_Comm all = MPI_COMM_WORLD, left;
                int error, well, agreed, rank, size;

                for (;;) {
                    error = MPI_Reduce(&sum, total, 1, MPI_LONG_LONG, MPI_SUM, 0, all);
                    /* Who only sends is done when its number is on its way: after this all know, or nobody, whether all came through. */
                    well = error == MPI_SUCCESS;
                    agreed = MPIX_Comm_agree(all, &well);
                    MPI_Comm_rank(all, &rank);
                    MPI_Comm_size(all, &size);
                    if (agreed == MPI_SUCCESS && well)
                        return rank;
                    if (size == 1) {
                        fputs("MPI_Reduce failed with nobody but its caller\n", stderr);
                        exit(EXIT_FAILURE);
                    }
                    MPIX_Comm_revoke(all);
                    if (MPIX_Comm_shrink(all, &left) != MPI_SUCCESS) {
                        fputs("MPIX_Comm_shrink failed\n", stderr);
                        exit(EXIT_FAILURE);
                    }
                    all = left;
                    MPI_Comm_set_errhandler(all, MPI_ERRORS_RETURN);
                }
            }
            """),
    ];

    private static CPart Reaper(RunSpec spec, FaultC fault)
    {
        bool stops = spec.FaultRow.StopsItself;
        return new CPart("errno.h signal.h stdio.h stdlib.h sys/prctl.h sys/resource.h sys/types.h sys/wait.h time.h unistd.h", CText.Fill(
            """
            /* ---- the reaper ---- */

            /* What is to be told to mpirun: the same end once more. */
            static void end_likewise(int status)
            {
                struct rlimit none = {0, 0};

                fflush(stdout);
                if (WIFEXITED(status))
                    _exit(WEXITSTATUS(status));
                setrlimit(RLIMIT_CORE, &none);
                signal(WTERMSIG(status), SIG_DFL);
                raise(WTERMSIG(status));
                _exit(128 + WTERMSIG(status));
            }

            /* The parent of a rank, and so who is told its status. */
            static void be_reaper(pid_t rank, const char *number)
            {
                const struct timespec moment = {0, 1000000};
                struct timespec start, now;
                int status;

                /* mpirun sends SIGTERM to the whole group; only the rank is to end of it. */
                signal(SIGTERM, SIG_IGN);
                clock_gettime(CLOCK_MONOTONIC, &start);
                while (waitpid(rank, &status, WNOHANG) == 0) {
                    nanosleep(&moment, NULL);
                    clock_gettime(CLOCK_MONOTONIC, &now);
                    if (now.tv_sec - start.tv_sec >= TIMEOUT)
                        kill(rank, SIGKILL);
                    @stop@
                }
                printf("rank %s: status 0x%04x: %s %d\n", number, (unsigned)status, WIFSIGNALED(status) ? "killed by signal" : "exited",
                       WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
                end_likewise(status);
            }
            """,
            ("stop", stops ? CText.Fill(
                """
                if (board->stage[atoi(number)] == FAULTING) {
                    /* To one that runs already SIGCONT does nothing. */
                    nanosleep(&(struct timespec){@seconds@, @rest@}, NULL);
                    kill(rank, SIGCONT);
                }
                """, ("seconds", Seconds(spec)), ("rest", Rest(spec))) : "")));
    }

    private static CPart Main(RunSpec spec, FaultC fault) => new("stdlib.h", CText.Fill(
        """
        int main(int argc, char **argv)
        {
            const char *number = getenv("OMPI_COMM_WORLD_RANK");
            pid_t parent = getpid(), pid;

            @in_main@
            if (number == NULL) {
                fputs("start it with mpirun\n", stderr);
                return EXIT_FAILURE;
            }
            settle_in();
            map_board();
            @set_up@
            pid = fork();
            if (pid < 0)
                give_up("fork");
            if (pid > 0)
                be_reaper(pid, number);
            die_with(parent);
            be_rank(&argc, &argv);
            return 0;
        }
        """,
        ("in_main", fault.InMain), ("set_up", fault.BoardSetUp(spec))));

    private static string Seconds(RunSpec spec) => (spec.FaultValue / 1000).ToString(CultureInfo.InvariantCulture);

    private static string Rest(RunSpec spec) => (spec.FaultValue % 1000 * 1_000_000).ToString(CultureInfo.InvariantCulture);
}
