using Sandbox.Core.Tracing;

namespace Sandbox.Tui.Tests.Commands;

public class TraceCommandTests
{
    [Fact]
    public void It_prints_the_tree_and_the_verdict()
    {
        Shell shell = new();
        Said said = shell.Run("trace -- ./a.out -x");
        Assert.Equal((0, ""), (said.Code, said.Error));
        Assert.Equal(["4711 a.out: 0x0000 exited 0", "", "clean: the program exited 0, and started no process"], said.Lines);
        TraceSpec spec = Assert.Single(shell.Tracer.Started);
        Assert.Equal(["./a.out", "-x"], spec.Program);
        Assert.Equal((TraceSpec.UsualProcesses, ProgramOutput.Through, false), (spec.MaxProcesses, spec.Output, spec.AllCalls));
    }

    [Fact]
    public void Plain_writes_a_line_for_each_event() =>
        Assert.Equal(["      0.0 ms  4711 starts: x", "      1.0 ms  4711 ended, status 0x0000: exited 0"], new Shell().Run("trace --plain -- x").Lines[..2]);

    [Fact]
    public void With_JSON_the_programs_output_goes_to_standard_error()
    {
        Shell shell = new();
        Said said = shell.Run("trace --json -- x");
        Assert.Equal("clean", said.Json.GetProperty("verdict").GetString());
        Assert.Equal(ProgramOutput.ToError, shell.Tracer.Started[0].Output);
    }

    [Fact]
    public void Options_reach_the_tracer()
    {
        Shell shell = new();
        Assert.Equal(0, shell.Run("trace --max-processes 7 --timeout 0.5 --all-calls --output f --inject fork:2:EAGAIN --inject 1s:TERM -- x").Code);
        TraceSpec spec = shell.Tracer.Started[0];
        Assert.Equal((7, 0.5, true, "f", 2), (spec.MaxProcesses, spec.Timeout, spec.AllCalls, spec.OutputFile, spec.Injections.Length));
    }

    [Theory]
    [InlineData("trace", "expected a program")]
    [InlineData("trace --max-processes 0 -- x", "--max-processes: \"0\" is out of range")]
    [InlineData("trace --timeout never -- x", "--timeout: \"never\" is not a number")]
    [InlineData("trace --inject fork -- x", "--inject: \"fork\" is no injection")]
    [InlineData("trace --plain --json -- x", "exclude each other")]
    [InlineData("trace --pid 3 -- x", "expected one of them")]
    [InlineData("trace --pid 3 --output f", "--output: a program that runs already")]
    [InlineData("trace --pid 3 --inject limit:cpu=1", "--pid names one that runs")]
    [InlineData("trace ls -l", "-l")]
    public void What_is_wrong_is_said_and_nothing_is_started(string line, string says)
    {
        Shell shell = new();
        Said said = shell.Run(line);
        Assert.Equal(2, said.Code);
        Assert.Contains(says, said.Error, StringComparison.Ordinal);
        Assert.Empty(shell.Tracer.Started);
    }

    [Fact]
    public void A_program_that_cannot_be_executed_is_told_with_a_shells_code()
    {
        Shell shell = new() { Tracer = new FakeTracer { Story = _ => throw new ProgramRefusedException("\"x\": there is no such file", 127) } };
        Said said = shell.Run("trace -- x");
        Assert.Equal((127, "sandbox: \"x\": there is no such file\n"), (said.Code, said.Error));
    }
}
