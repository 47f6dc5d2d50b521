using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Commands;

public class DoctorTests
{
    [Fact]
    public async Task The_main_job_can_be_done_here_and_it_was_really_tried()
    {
        Finished finished = (await SandboxProgram.Run("doctor", "--json")).AssertExit(0);

        Assert.True(finished.Json.GetProperty("works").GetBoolean());
        Assert.All(
            new[] { "runs", "page counts", "--wait pidfd", "forbidden-syscall" },
            id => Assert.Equal("exact", Ability(finished, id).GetProperty("sight").GetString()));
    }

    [Fact]
    public async Task A_user_without_privileges_sees_as_much()
    {
        Finished finished = (await new SandboxProgram { User = new UnprivilegedUser() }.RunWith("doctor", "--json")).AssertExit(0);

        Assert.Equal("none", Finding(finished, "privileges"));
        Assert.Equal("exact", Ability(finished, "page counts").GetProperty("sight").GetString());
        Assert.Equal("exact", Ability(finished, "forbidden-syscall").GetProperty("sight").GetString());
    }

    [Fact]
    public async Task Where_no_processes_are_left_it_says_so_and_is_exit_3()
    {
        Finished finished = (await new SandboxProgram { User = new UnprivilegedUser { CountedAnew = true }, Limits = ["--nproc=11"] }.RunWith("doctor")).AssertExit(3);

        Assert.Contains("RLIMIT_NPROC", finished.Output);
        Assert.Contains("No run can take place here.", finished.Output);
    }

    private static JsonElement Ability(Finished finished, string id) =>
        finished.Json.GetProperty("abilities").EnumerateArray().Single(ability => ability.GetProperty("id").GetString() == id);

    private static string? Finding(Finished finished, string id) =>
        finished.Json.GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("id").GetString() == id).GetProperty("found").GetString();
}
