using Sandbox.Core.History;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Runs;

public class RunTimeTests
{
    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(12.4, "12 ms")]
    [InlineData(999.4, "999 ms")]
    [InlineData(999.6, "1.0 s")]
    [InlineData(10_042, "10.0 s")]
    public void A_run_time_is_whole_milliseconds_below_a_second_and_tenths_of_a_second_above(double ms, string text)
    {
        Assert.Equal(text, RunTime.Text(ms));
        Assert.Equal(text, RunTime.Of(new TimingReport(1, ms, ms + 30)));
    }

    [Fact]
    public void Two_runs_are_compared_by_their_run_times_and_one_without_workers_has_none()
    {
        RunReport report = Reports.Of(Reports.Spec(), Verdict.Clean);
        Comparison comparison = RunComparison.Of(
            report with { Timing = new TimingReport(1, 41.2, 90) }, report with { Timing = new TimingReport(null, null, 3) });

        Assert.Equal(new ComparedRow("run time", "41 ms", "no worker ran"), Assert.Single(comparison.Differs));
    }
}
