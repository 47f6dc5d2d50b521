using System.Text.Json;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Lifetime;

/// <summary>Workers whose host ends first must not outlive the sandbox either; the harness looks for what is left after each.</summary>
public class OrphanTests
{
    private const int SIGKILL = 9, SIGTERM = 15;

    public static TheoryData<string, int> Moments()
    {
        TheoryData<string, int> rows = [];
        foreach (string model in new[] { "processes", "shared", "spawn" })
        {
            for (int processes = 2; processes <= 8; processes++)
                rows.Add(model, processes);
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Killed_while_orphans_are_made_the_sandbox_leaves_nobody_behind(string model, int processes)
    {
        using RunningProgram running = Start(model);
        await Eventually.Assert(() => running.Processes().Count >= processes, $"{processes} processes", () => string.Join('\n', running.Processes()));

        running.Child.Send(SIGKILL);

        Assert.Equal(SIGKILL, (await running.Finish()).Signal);
    }

    [Theory]
    [InlineData("processes", SIGKILL)]
    [InlineData("shared", SIGKILL)]
    [InlineData("spawn", SIGKILL)]
    [InlineData("processes", SIGTERM)]
    public async Task Orphans_die_with_the_process_that_adopted_them(string model, int signal)
    {
        using RunningProgram running = Start(model);
        await Eventually.Assert(
            () => running.Processes().Count(entry => entry.Parent == running.Child.Pid && entry.State != 'Z') == 6, "6 adopted workers",
            () => string.Join('\n', running.Processes()));

        running.Child.Send(signal);

        Finished finished = await running.Finish();
        Assert.Equal(signal == SIGKILL ? WaitStatus.OfSignal(SIGKILL) : WaitStatus.OfExit(128 + signal), new WaitStatus(finished.RawStatus));
    }

    [Fact]
    public async Task Without_any_privilege_every_way_of_waiting_works()
    {
        UnprivilegedUser user = new();
        string[][] ways = [.. WaitCatalogue.All.Select(wait => new[] { "--wait", wait.Id }), ["--orphan"]];
        foreach (string[] way in ways)
        {
            string[] arguments = ["run", "--length", "100000", "--fault", "stop:0.1", "--json", .. way];
            JsonElement report = (await new SandboxProgram { User = user }.RunWith(arguments)).AssertExit(0).Json;
            Assert.Equal("contained", report.GetProperty("verdict").GetString());
            Assert.True(report.GetProperty("totals").GetProperty("correct").GetBoolean());
            if (way is [_, "never"])
                Assert.Equal(4, report.GetProperty("zombies").GetInt32());
        }
    }

    [Fact]
    public async Task Without_any_privilege_a_zombies_status_can_be_read()
    {
        Finished finished = await new SandboxProgram { User = new UnprivilegedUser() }.RunWith(
            "run", "--length", "1000", "--fault", "segfault", "--wait", "never", "--json");
        JsonElement zombie = finished.AssertExit(0).Json.GetProperty("workers")[2].GetProperty("zombie");
        Assert.Equal(11, zombie.GetProperty("status").GetProperty("raw").GetInt32());
    }

    [Fact]
    public async Task A_kernel_without_pidfds_is_named_as_the_reason_and_nothing_is_started()
    {
        // As a kernel before 5.3 answers.
        string old = await Gcc.Program("""
            #include <errno.h>
            #include <linux/filter.h>
            #include <linux/seccomp.h>
            #include <stddef.h>
            #include <sys/prctl.h>
            #include <unistd.h>
            int main(int argc, char **argv)
            {
                struct sock_filter filter[] = {
                    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
                    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 434, 0, 1),
                    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
                    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
                };
                struct sock_fprog program = {4, filter};
                if (argc < 2 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
                    return 1;
                execv(argv[1], argv + 1);
                return 1;
            }
            """);
        SandboxProgram program = new() { Program = old };

        Finished refused = await program.RunWith(SandboxProgram.Location, "run", "--wait", "pidfd", "--json");
        Finished plain = await program.RunWith(SandboxProgram.Location, "run", "--length", "1000", "--wait", "ignore", "--fault", "hang", "--timeout", "0.3", "--json");

        refused.AssertExit(3);
        Assert.Equal(("", true), (refused.Output, refused.Error.Contains("--wait pidfd: pidfd_open(2) fails here with ENOSYS", StringComparison.Ordinal)));
        Assert.Equal("hung", plain.AssertExit(0).Json.GetProperty("verdict").GetString());
    }

    private static RunningProgram Start(string model) => new SandboxProgram().Start(
        "run", "--orphan", "--model", model, "--workers", "6", "--length", "2000000", "--pace", "30", "--timeout", "60", "--json");
}
