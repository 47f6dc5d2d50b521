using System.Text.Json;
using Sandbox.Core;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Tests.Commands;

public class MatrixCommandTests
{
    private static Shell Shell() => new() { Runner = new FakeRunner(spec => Reports.Of(spec, VerdictOf(spec))) };

    [Fact]
    public void The_table_has_faults_down_and_models_across_and_says_why_a_cell_is_empty() => Assert.Equal(
        """
        fault    sequential threads processes
        none     + clean    + clean + clean
        segfault x lost     x lost  + contained
        deadlock n/a        x hung  x hung

        n/a: deadlock with sequential: a deadlock takes two workers, and the model sequential has one
        each cell one run: 4 workers, 1,000,000 elements; what never ends by itself is ended after 2 s

        """,
        Shell().Run("matrix --models sequential,threads,processes --faults none,segfault,deadlock").Output);

    [Fact]
    public void In_Markdown_it_is_a_table_and_a_list() => Assert.Equal(
        """
        | fault | sequential | processes |
        | --- | --- | --- |
        | `segfault` | lost | contained |
        | `deadlock` | n/a | hung |

        - n/a: deadlock with sequential: a deadlock takes two workers, and the model sequential has one

        each cell one run: 4 workers, 1,000,000 elements; what never ends by itself is ended after 2 s

        """,
        Shell().Run("matrix --models sequential,processes --faults segfault,deadlock --markdown").Output);

    [Fact]
    public void In_JSON_it_is_one_array_with_a_cell_an_object()
    {
        JsonElement cells = Shell().Run("matrix --models sequential,processes --faults segfault,deadlock --repeat 2 --json").Json;

        Assert.Equal(4, cells.GetArrayLength());
        Assert.Equal("contained", cells[1].GetProperty("verdict").GetString());
        Assert.Equal(2, cells[1].GetProperty("verdicts").GetProperty("contained").GetInt32());
        Assert.Equal("sandbox run --length 1000000 --fault segfault", cells[1].GetProperty("command").GetString());
        Assert.Equal((JsonValueKind.Null, 0), (cells[2].GetProperty("verdict").ValueKind, cells[2].GetProperty("runs").GetInt32()));
        Assert.Contains("takes two workers", cells[2].GetProperty("why").GetString());
    }

    [Fact]
    public void Of_repeated_cells_it_says_how_often_each_verdict_came()
    {
        int calls = 0;
        Shell shell = new() { Runner = new FakeRunner(spec => Reports.Of(spec, calls++ == 1 ? Verdict.Spread : Verdict.Contained)) };
        Said said = shell.Run("matrix --models shared --faults corrupt-array --repeat 5");

        Assert.Contains("x spread 1, contained 4", said.Output);
        Assert.Contains("each cell 5 runs", said.Output);
        Assert.Equal(5, shell.Runner.Started.Count);
    }

    [Fact]
    public void A_machine_that_refuses_is_said_of_the_cell_and_is_exit_3()
    {
        Shell shell = new()
        {
            Runner = new FakeRunner(spec => spec.Model == "spawn" ? throw new MachineRefusedException("20 of 20 processes are taken") : Reports.Of(spec, Verdict.Clean)),
        };
        Said said = shell.Run("matrix --models threads,spawn --faults none");

        Assert.Equal(3, said.Code);
        Assert.Contains("none  + clean refused", said.Output);
        Assert.Contains("refused: none with spawn: 20 of 20 processes are taken", said.Output);
        Assert.Contains("refused runs of 1 of 2 cells; none with spawn: 20 of 20", said.Error);
    }

    [Theory]
    [InlineData("matrix --models thread", "--models: there is no model \"thread\"; the nearest is threads")]
    [InlineData("matrix --faults segfault,kil", "--faults: there is no fault \"kil\"; the nearest is kill")]
    [InlineData("matrix --repeat many", "--repeat: \"many\" is not a whole number")]
    [InlineData("matrix --timeout 0", "--timeout: \"0\" is out of range")]
    [InlineData("matrix --json --markdown", "--json and --markdown exclude each other")]
    public void What_is_wrong_is_said_and_nothing_is_started(string line, string message)
    {
        Shell shell = Shell();
        Said said = shell.Run(line);

        Assert.Equal((2, ""), (said.Code, said.Output));
        Assert.Contains(message, said.Error);
        Assert.Empty(shell.Runner.Started);
    }

    [Fact]
    public void A_bug_in_one_run_is_exit_70()
    {
        Shell shell = new() { Runner = new FakeRunner(_ => throw new SandboxBugException("the board is upside down")) };
        Assert.Equal(70, shell.Run("matrix --models threads --faults none").Code);
    }

    [Fact]
    public void The_runs_are_not_kept_in_the_history_and_take_nothing_but_caps_from_the_settings()
    {
        Shell shell = Shell();
        shell.Environment["SANDBOX_PACE"] = "5";
        shell.Run("matrix --models threads --faults none --workers 3");
        Assert.Equal((3, 0.0), (Assert.Single(shell.Runner.Started).Workers, shell.Runner.Started[0].Pace));
    }

    private static Verdict VerdictOf(RunSpec spec) => spec switch
    {
        { Fault: "none" } => Verdict.Clean,
        { Fault: "deadlock" } => Verdict.Hung,
        { Model: "processes" } => Verdict.Contained,
        _ => Verdict.Lost,
    };
}
