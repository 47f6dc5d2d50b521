namespace Sandbox.EndToEnd.Tests.Starting;

public class StartSourceTests
{
    [Theory]
    [InlineData("start.c", "-DSUPERVISOR")]
    [InlineData("start.c", "-DHOST")]
    [InlineData("trace.c", "-DSUPERVISOR")]
    [InlineData("programs.c", "-DHOST")]
    [InlineData("cores.c", "-DHOST")]
    [InlineData("places.c", "-DHOST")]
    [InlineData("stat.c", "-DHOST")]
    public async Task What_runs_before_the_runtime_compiles_without_a_warning_and_knows_nothing_of_the_folder(string file, string define)
    {
        string source = await File.ReadAllTextAsync(SourceTree.At("src", "Start", file), TestContext.Current.CancellationToken);

        string compiled = await Gcc.Program(source, "-O2", "-fPIE", "-g0", "-c", define);

        Assert.DoesNotContain(
            Path.GetDirectoryName(compiled)!,
            System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(compiled, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }
}
