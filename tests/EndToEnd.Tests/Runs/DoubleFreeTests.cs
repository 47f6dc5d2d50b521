namespace Sandbox.EndToEnd.Tests.Runs;

/// <summary>The C library says "free(): double free detected" where nobody can redirect it, if it is let.</summary>
public class DoubleFreeTests
{
    [Theory]
    [InlineData("threads")]
    [InlineData("processes")]
    [InlineData("spawn")]
    public async Task What_the_C_library_says_of_a_double_free_reaches_no_terminal(string model)
    {
        Finished finished = await SandboxProgram.Run("run", "--model", model, "--length", "1000", "--fault", "double-free");

        finished.AssertExit(0);
        Assert.Equal("", finished.Error);
        Assert.DoesNotContain("free():", finished.Output);
        Assert.DoesNotContain("corruption", finished.Output);
    }
}
