namespace Sandbox.EndToEnd.Tests.Commands;

/// <summary>A run that is stepped from a pipe, in which somebody never comes to the next step.</summary>
public class SteppedHangTests
{
    [Theory]
    [InlineData("hang")]
    [InlineData("deadlock")]
    [InlineData("lock-owner-dies:plain")]
    public async Task A_worker_that_never_comes_to_the_next_step_is_ended_by_the_timeout(string fault)
    {
        Finished finished = await new SandboxProgram { Input = new string('\n', 40) }.RunWith("run", "--step", "--fault", fault, "--timeout", "1", "--length", "3000");
        Assert.Contains("hung: ", finished.AssertExit(0).Output);
    }
}
