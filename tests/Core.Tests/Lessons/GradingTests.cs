using System.Collections.Immutable;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Lessons;

/// <summary>Predictions and statements held against reports that were put together by hand.</summary>
public class GradingTests
{
    private static readonly RunReport Report = Make();

    [Fact]
    public void A_choice_is_right_where_its_condition_alone_holds()
    {
        Prediction choice = Choice(Is("verdict", "lost"), Is("verdict", "contained"));
        Assert.True(Grade(choice, "b").Correct);
        Assert.False(Grade(choice, "a").Correct);
        Assert.Null(Grade(choice, null).Correct);
    }

    [Fact]
    public void No_choice_or_several_that_match_are_a_problem()
    {
        Assert.Equal("the run matches no choice; expected exactly one", Grade(Choice(Is("verdict", "lost"), Is("verdict", "hung")), "a").Problem);
        Assert.StartsWith("the run matches 2 choices, a, b;", Grade(Choice(Is("verdict", "contained"), Is("totals.correct", false)), "a").Problem);
    }

    [Fact]
    public void A_field_that_reports_do_not_have_is_a_problem_and_names_the_nearest() =>
        Assert.Contains("the nearest is verdict", Grade(Choice(Is("verdikt", "lost"), Is("verdict", "hung")), null).Problem);

    [Fact]
    public void A_field_of_what_is_null_is_null() =>
        Assert.Equal("a", Grade(Choice(Is("sigchld.signals", null), Is("verdict", "hung")), null).Actual);

    [Theory]
    [InlineData("11")]
    [InlineData("SIGSEGV")]
    [InlineData("segv")]
    public void A_signal_is_answered_by_name_or_number(string text)
    {
        Prediction signal = new Prediction.OfSignal("?", "o", Field("workers[2].status.signal"));
        Assert.True(Grade(signal, Answers.Read(signal, text)).Correct);
    }

    [Theory]
    [InlineData("0x0b", "11")]
    [InlineData("1_000", "1000")]
    [InlineData("-0", "0")]
    [InlineData("1,000,000", "1000000")]
    [InlineData("1e5", "100000")]
    [InlineData("1,00", null)]
    [InlineData("1e999", null)]
    [InlineData("NaN", null)]
    [InlineData("", null)]
    public void A_number_is_read_as_people_write_it(string text, string? canonical) =>
        Assert.Equal(canonical, Answers.Read(new Prediction.OfNumber("?", "o", Field("workers[2].status.raw")), text));

    [Fact]
    public void A_worker_is_the_one_that_meets_the_condition()
    {
        Assert.Equal("2", Grade(new Prediction.OfWorker("?", "o", Is("state", "signaled")), null).Actual);
        Assert.StartsWith("the run matches 3 workers, 0, 1, 3", Grade(new Prediction.OfWorker("?", "o", Is("state", "exited")), null).Problem);
    }

    [Fact]
    public void What_can_be_counted_is_counted()
    {
        Prediction number = new Prediction.OfNumber("?", "o", new Quantity.Count(ReportPath.Parse("workers")!, Is("correct", true)));
        Assert.Equal("3", Grade(number, null).Actual);
    }

    [Fact]
    public void A_statement_shows_the_cells_that_prove_it_and_one_that_is_not_so_is_a_problem()
    {
        Condition right = new Condition.All([Is("workers[2].status.signal", 11.0), new Condition.Between(Field("workers[0].sum"), 1, null)]);
        StepOutcome outcome = Explain(new Claim("so", right, "f:1:1"), new Claim("not so", Is("verdict", "clean"), "f:2:1"), new Claim("words", null, "f:3:1"));
        Assert.Equal([true, false, null], outcome.Explanation.Select(claim => claim.Holds));
        Assert.Equal([new ReportCell("workers[2].status.signal", "11"), new ReportCell("workers[0].sum", "1000")], outcome.Explanation[0].Cells);
        SpecProblem problem = Assert.Single(outcome.Problems);
        Assert.Equal("f:2:1", problem.Origin);
        Assert.Equal("this run contradicts it: expected verdict is clean; verdict is contained", problem.Message);
    }

    private static RunReport Make()
    {
        RunSpec spec = Reports.Spec("--fault segfault");
        return Reports.Of(spec, Verdict.Contained, Reports.Killed(spec, 2, 11));
    }

    private static Quantity.Field Field(string path) => new(ReportPath.Parse(path)!);

    private static Condition.Equal Is(string path, object? value) => new(Field(path), value);

    private static Prediction.OfChoice Choice(params Condition[] conditions) =>
        new("?", "o", [.. conditions.Select(condition => new Choice("text", condition))]);

    private static Graded Grade(Prediction prediction, string? answer) =>
        Grading.Of(new LessonStep("", Report.Spec, [prediction], []), [answer], Report).Questions[0];

    private static StepOutcome Explain(params ImmutableArray<Claim> claims) => Grading.Of(new LessonStep("", Report.Spec, [], claims), [], Report);
}
