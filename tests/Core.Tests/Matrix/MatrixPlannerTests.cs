using Sandbox.Core.Catalogue;
using Sandbox.Core.Matrix;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Matrix;

public class MatrixPlannerTests
{
    [Fact]
    public void The_whole_matrix_has_a_cell_for_every_fault_in_every_model()
    {
        MatrixPlan plan = MatrixPlan.Whole(RunCaps.Default);

        Assert.Equal(FaultCatalogue.All.Length * ModelCatalogue.Own.Length, plan.Cells.Length);
        Assert.All(plan.Cells, cell => Assert.True(cell.Spec is null != cell.Refusal is null));
        Assert.All(plan.Cells, (cell, at) => Assert.Equal((plan.Faults[at / plan.Models.Length], plan.Models[at % plan.Models.Length]), (cell.Fault, cell.Model)));
        Assert.All(plan.Cells.Where(cell => cell.Spec is not null), cell => Assert.Equal(1_000_000, cell.Spec!.Length));
    }

    [Fact]
    public void A_fault_that_means_nothing_with_a_model_is_a_cell_that_says_why()
    {
        MatrixPlan plan = Plan(faults: "deadlock").Plan!;
        Assert.Contains("takes two workers", plan.Cells[plan.At(0, 0)].Refusal);
        int[] refused = [plan.At(0, 0), plan.At(0, plan.Models.IndexOf("vfork"))];
        Assert.Contains("one runs after the other", plan.Cells[refused[1]].Refusal);
        Assert.All(plan.Cells.Where((_, at) => !refused.Contains(at)), cell => Assert.Null(cell.Refusal));
        Assert.Equal(plan.Cells.Length - 2, plan.Runs);
        Assert.All(Plan(faults: "deadlock", settings: new Setting("workers", "1", "--workers")).Plan!.Cells, cell => Assert.NotNull(cell.Refusal));
    }

    [Fact]
    public void Only_what_never_ends_by_itself_is_ended_soon()
    {
        MatrixPlan plan = MatrixPlan.Whole(RunCaps.Default);
        string[] soon = [.. plan.Cells.Where(cell => cell.Spec?.Timeout == MatrixDefaults.Timeout).Select(cell => cell.Fault).Distinct()];

        Assert.Equal(["hang", "deadlock"], soon);
        Assert.Equal(RunSettings.Timeout.Default, plan.Cells.First(cell => cell.Fault == "cpu-limit").Spec!.Timeout);
    }

    [Fact]
    public void Models_and_faults_stand_in_the_order_in_which_they_were_asked_for()
    {
        MatrixPlan plan = Plan("threads,processes", "signal:9,exit-code:3,none", "3").Plan!;
        Assert.Equal(["threads", "processes"], plan.Models);
        Assert.Equal(["signal:9", "exit-code:3", "none"], plan.Faults);
        Assert.Equal("SIGKILL", plan.Cells[plan.At(0, 1)].Spec!.FaultArgument);
        Assert.Equal(18, plan.Runs);
    }

    [Theory]
    [InlineData("thread", null, null, "--models: there is no model \"thread\"; the nearest is threads")]
    [InlineData(null, "segfalt", null, "--faults: there is no fault \"segfalt\"; the nearest is segfault")]
    [InlineData(null, "exit-code:x", null, "--faults: \"x\" is not the CODE of exit-code:CODE")]
    [InlineData(null, "segfault:1", null, "--faults: segfault takes no argument")]
    [InlineData("sequential", "deadlock:1", null, "--faults: deadlock takes no argument")]
    [InlineData(null, null, "0", "--repeat: \"0\" is out of range")]
    [InlineData("", null, null, "--models: there is no model \"\"")]
    public void What_is_wrong_is_named_once(string? models, string? faults, string? repeat, string message)
    {
        MatrixPlanning planning = Plan(models, faults, repeat);
        Assert.Null(planning.Plan);
        Assert.Single(planning.Problems, problem => $"{problem.Origin}: {problem.Message}".StartsWith(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_matrix_above_a_cap_is_refused()
    {
        Assert.Throws<MachineRefusedException>(() => Plan(settings: new Setting("workers", "5000", "--workers")));
    }

    private static MatrixPlanning Plan(string? models = null, string? faults = null, string? repeat = null, params Setting[] settings) =>
        MatrixPlanner.Plan(new MatrixRequest(Given("models", models), Given("faults", faults), Given("repeat", repeat), [.. settings]), RunCaps.Default);

    private static Setting? Given(string name, string? value) => value is null ? null : new Setting(name, value, $"--{name}");
}
