using Sandbox.Core.Runs;

namespace Sandbox.EndToEnd.Tests.Hosting;

public class RunTimeTests
{
    [Theory]
    [InlineData("threads", "segfault")]
    [InlineData("threads", "hang")]
    [InlineData("processes", "hang")]
    [InlineData("processes", "none")]
    public async Task A_run_has_a_run_time_however_it_ends_which_holds_its_workers_and_not_the_filling(string model, string fault)
    {
        RunReport report = await Runs.Of(Runs.Spec(model, fault) with { Timeout = fault == "hang" ? 0.4 : 30 });

        double ms = Assert.NotNull(report.Timing.RunMs);
        Assert.InRange(ms, fault == "hang" ? 390 : 0, report.Timing.TotalMs - report.Timing.FillMs!.Value);
        // Threads that died with their host have no end of their own.
        double first = report.Workers.Min(worker => worker.StartedMs) ?? 0, last = report.Workers.Max(worker => worker.ReapedMs ?? worker.EndedMs) ?? first;
        Assert.True(ms >= last - first, $"{ms} ms, and its workers took {last - first} ms");
    }
}
