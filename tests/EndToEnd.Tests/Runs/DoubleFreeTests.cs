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

    /// <summary>A child that is forked while a thread of the runtime is in malloc must find malloc's lock free: many at a time, so that such a thread is caught in it.</summary>
    [Theory]
    [InlineData("processes")]
    [InlineData("shared")]
    public async Task No_child_waits_for_a_lock_of_malloc_that_a_thread_had_when_it_was_forked(string model)
    {
        await Parallel.ForAsync(0, 120, new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (_, _) =>
        {
            Finished finished = await SandboxProgram.Run("run", "--model", model, "--workers", "2", "--length", "15", "--fault", "double-free", "--timeout", "20", "--json");
            Assert.Equal("contained", finished.AssertExit(0).Json.GetProperty("verdict").GetString());
        });
    }
}
