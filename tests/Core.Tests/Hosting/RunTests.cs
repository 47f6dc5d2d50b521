using Sandbox.Core.Hosting;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Hosting;

public class RunTests
{
    [Theory]
    [InlineData("sequential", Verdict.Lost)]
    [InlineData("threads", Verdict.Lost)]
    [InlineData("processes", Verdict.Contained)]
    [InlineData("shared", Verdict.Contained)]
    [InlineData("spawn", Verdict.Contained)]
    public async Task A_segfault_ends_as_the_model_says(string model, Verdict verdict)
    {
        RunReport report = await Run(model, "segfault");
        Assert.Equal(verdict, report.Verdict);
    }

    private static Task<RunReport> Run(string model, string fault, string? argument = null) => new Runner().Start(new RunSpec
    {
        Model = model,
        Workers = model == "sequential" ? 1 : 4,
        Length = 1_000_000,
        Seed = 42,
        Fault = fault,
        FaultArgument = argument,
        Faulty = [model == "sequential" ? 0 : 2],
        Wait = "in-order",
        Order = RunOrder.IntruderFirst,
        Pages = PageSize.Small,
        Pace = 0,
        Timeout = 10,
    }).Completion;
}
