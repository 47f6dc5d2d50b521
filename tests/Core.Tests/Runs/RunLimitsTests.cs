using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Runs;

public class RunLimitsTests
{
    [Theory]
    [InlineData("none", "none")]
    [InlineData("cpu=2", "cpu=2")]
    [InlineData("as=256m,cpu=2", "cpu=2,as=256m")]
    [InlineData("as=268435456", "as=256m")]
    [InlineData("fsize=0", "fsize=0")]
    [InlineData("fsize=1500", "fsize=1500")]
    [InlineData("stack=1024K,nofile=1024", "nofile=1024,stack=1m")]
    [InlineData("as=2048g", "as=2048g")]
    [InlineData("core=1024m,cpu=1", "cpu=1,core=1g")]
    public void Limits_have_one_shortest_form(string text, string shortest)
    {
        RunLimits limits = Reports.Spec($"--limit {text}").Limits;

        Assert.Equal(shortest, limits.ToString());
    }

    [Theory]
    [InlineData("", "expected NAME=VALUE")]
    [InlineData("2", "expected NAME=VALUE")]
    [InlineData("none,cpu=1", "expected NAME=VALUE")]
    [InlineData("cpus=1", "nearest is cpu (there are: cpu, as, fsize, nofile, stack, core)")]
    [InlineData("cpu", "cpu takes whole seconds from 1 on")]
    [InlineData("cpu=0", "cpu takes whole seconds from 1 on")]
    [InlineData("cpu=0.5", "cpu takes whole seconds from 1 on")]
    [InlineData("cpu=1k", "cpu takes whole seconds from 1 on")]
    [InlineData("nofile=-1", "nofile takes a whole number from 0 on")]
    [InlineData("as=1t", "as takes bytes, such as 1048576, 1024k, 1m or 1g")]
    [InlineData("as=k", "as takes bytes")]
    [InlineData("as=9223372036854775807k", "as takes bytes")]
    [InlineData("as= 5", "as takes bytes")]
    [InlineData("as=1,as=2", "as is given twice; expected once")]
    public void What_is_no_limit_is_answered_with_what_is_allowed(string text, string allowed)
    {
        SpecProblem problem = Assert.Single(Problems(("limit", text)));

        Assert.Equal("--limit", problem.Origin);
        Assert.Contains(allowed, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("threads")]
    [InlineData("sequential")]
    public void Where_workers_are_the_host_itself_limits_are_refused_with_the_reason(string model)
    {
        SpecProblem problem = Assert.Single(Problems(("model", model), ("limit", "cpu=1")));

        Assert.Equal("--limit", problem.Origin);
        Assert.Contains($"the workers of the model {model} are the host itself", problem.Message, StringComparison.Ordinal);
        Assert.Empty(Problems(("model", model), ("limit", "none")));
    }

    [Fact]
    public void Any_text_at_all_is_limits_or_a_problem() => Prop.ForAll<string>(text =>
    {
        (RunLimits limits, string? problem) = RunLimits.Parse(text ?? "");
        Assert.True(problem is null || !limits.Set.Any());
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("sequential", "1", "the model sequential has one")]
    [InlineData("processes", "1", "use --workers 2 or more")]
    public void A_deadlock_that_cannot_be_is_refused_with_the_reason(string model, string workers, string reason)
    {
        SpecProblem problem = Assert.Single(Problems(("model", model), ("workers", workers), ("fault", "deadlock")));

        Assert.Equal("--fault", problem.Origin);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_workers_do_a_data_race_whoever_is_called_faulty() =>
        Assert.Equal([0, 1, 2], Reports.Spec("--fault data-race --workers 3 --faulty 1").Faulty);

    private static ImmutableArray<SpecProblem> Problems(params (string Name, string Value)[] settings) => RunSpecs.Resolve(
        settings.Select(setting => new Setting(setting.Name, setting.Value, $"--{setting.Name}")), RunCaps.Default).Problems;
}
