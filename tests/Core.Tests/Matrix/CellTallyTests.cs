using Sandbox.Core.Matrix;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Matrix;

public class CellTallyTests
{
    [Fact]
    public void Of_many_runs_of_a_cell_the_most_hurtful_is_its_verdict_and_its_report()
    {
        RunSpec spec = Reports.Spec("--fault corrupt-array");
        CellTally cell = CellTally.Nothing
            .With(Reports.Of(spec, Verdict.Contained)).With(Reports.Of(spec, Verdict.Spread)).With(Reports.Of(spec, Verdict.Contained));

        Assert.Equal((Verdict.Spread, 3), (cell.Verdict, cell.Ended));
        Assert.Equal([0, 2, 0, 1, 0, 0], cell.Counts);
        Assert.Equal(Verdict.Spread, cell.Report!.Verdict);
    }
}
