using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>The loss of a whole machine, done by a rank on it.</summary>
internal static class HostLossC
{
    public static FaultC Text { get; } = new("signal.h stdio.h unistd.h", spec => spec.FaultValue == Catalogue.FaultArguments.LinkLoss
        ? """
            static void do_fault(void)
            {
                /* To cut a link takes CAP_NET_ADMIN, and should never be done to a machine that others use: do it by hand. */
                fprintf(stderr, "now take down the network interface of this machine that leads to mpirun: ip link set NAME down\n");
                for (;;)
                    pause();
            }
            """
        : """
            /* The parent of a process; 0 where it is gone. */
            static int parent_of(int pid)
            {
                char path[40];
                int parent = 0;
                FILE *stat;

                snprintf(path, sizeof path, "/proc/%d/stat", pid);
                stat = fopen(path, "r");
                if (stat && fscanf(stat, "%*d (%*[^)]) %*c %d", &parent) != 1)
                    parent = 0;
                if (stat)
                    fclose(stat);
                return parent;
            }

            static void do_fault(void)
            {
                /* Above the rank is its reaper, above that Open MPI's daemon; on the machine of mpirun it is mpirun itself. */
                int daemon = parent_of(getppid());

                if (daemon > 1)
                    kill(daemon, SIGKILL);
                for (;;)
                    pause();
            }
            """);
}
