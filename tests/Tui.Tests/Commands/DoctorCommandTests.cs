using Sandbox.Core;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Tests.Commands;

public class DoctorCommandTests
{
    [Fact]
    public void It_tries_runs_of_two_workers_and_says_that_they_take_place()
    {
        Shell shell = new() { Runner = new FakeRunner(spec => Reports.Of(spec, spec.Fault == "none" ? Verdict.Clean : Verdict.Contained)) };
        Said said = shell.Run("doctor");

        Assert.Equal((0, ""), (said.Code, said.Error));
        Assert.Equal(
            [("none", "in-order"), ("none", "pidfd"), ("forbidden-syscall", "in-order"), ("none", "in-order"), ("cold-file", "in-order")],
            shell.Runner.Started.Select(spec => (spec.Fault, spec.Wait)));
        Assert.All(shell.Runner.Started, spec => Assert.Equal(2, spec.Workers));
        Assert.Equal("Runs take place here.", said.Lines[^1]);
        Assert.Matches(@"(?m)^runs +exact ", said.Output);
    }

    [Fact]
    public void Where_the_machine_refuses_the_run_it_still_tells_everything_and_is_exit_3()
    {
        Shell shell = new() { Runner = new FakeRunner(_ => throw new MachineRefusedException("20 of 20 processes are taken")) };
        Said said = shell.Run("doctor --json");

        Assert.Equal(3, said.Code);
        Assert.False(said.Json.GetProperty("works").GetBoolean());
        Assert.Contains(said.Json.GetProperty("abilities").EnumerateArray(), ability =>
            ability.GetProperty("id").GetString() == "runs" && ability.GetProperty("sight").GetString() == "impossible"
            && ability.GetProperty("why").GetString()!.Contains("20 of 20 processes are taken"));
        Assert.Contains(said.Json.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("id").GetString() == "kernel");
    }

    [Fact]
    public void It_tries_to_trace_a_program_and_says_why_it_cannot()
    {
        Assert.Matches(@"(?m)^trace +exact ", new Shell().Run("doctor").Output);
        Shell shell = new() { Tracer = new FakeTracer { Story = _ => throw new MachineRefusedException("ptrace_scope is 3") } };
        Assert.Matches(@"(?m)^trace +not here +ptrace_scope is 3", shell.Run("doctor").Output);
    }

    [Fact]
    public void The_settings_do_not_count_for_what_it_tries()
    {
        Shell shell = new();
        shell.Environment["SANDBOX_WORKERS"] = "many";
        Assert.Equal(0, shell.Run("doctor").Code);
    }
}
