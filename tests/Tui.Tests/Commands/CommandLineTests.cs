using FsCheck;
using FsCheck.Fluent;
using Sandbox.Core;
using Sandbox.Core.Runs;
using Sandbox.Tui.Contract;

namespace Sandbox.Tui.Tests.Commands;

public class CommandLineTests
{
    private static readonly string[] Verbs = ["run", "export", "history", "compare", "decode", "signals", "models", "faults", "waits", "glossary", "matrix", "doctor", "completion", "man", "help"];

    [Theory]
    [InlineData("run --wrokers 3", "--wrokers", "nearest is --workers", "(see sandbox run --help)")]
    [InlineData("run --modle=threads", "--modle", "nearest is --model", "(see sandbox run --help)")]
    [InlineData("rnu", "rnu", "nearest is run", "(see sandbox --help)")]
    [InlineData("signal SEGV", "signal", "nearest is signals", "(see sandbox --help)")]
    [InlineData("--jsno", "--jsno", null, "see sandbox --help")]
    [InlineData("models --jsom", "--jsom", "nearest is --json", "--help")]
    [InlineData("run -j", "-j", null, "; see sandbox run --help")]
    [InlineData("run --fault segfault extra", "extra", null, "; see sandbox run --help")]
    [InlineData("matrix --model", "--model", "nearest is --models", "(see sandbox matrix --help)")]
    [InlineData("scenario shwo a", "shwo", "nearest is show", "(there are: list, show, run, new, check)")]
    [InlineData("scenario run wait-for-it -x", "-x", null, "(there are: ")]
    public void An_unknown_option_or_command_is_answered_with_the_nearest_and_a_short_list_or_where_the_list_is(
        string line, string found, string? nearest, string list)
    {
        Said said = new Shell().Run(line);

        Assert.Equal(2, said.Code);
        Assert.Empty(said.Output);
        Assert.Contains($"\"{found}\"", said.Error, StringComparison.Ordinal);
        Assert.Equal(nearest is not null, said.Error.Contains("nearest", StringComparison.Ordinal));
        Assert.Contains(nearest ?? "", said.Error, StringComparison.Ordinal);
        Assert.Contains(list, said.Error, StringComparison.Ordinal);
        Assert.All(said.Error.Split('\n'), message => Assert.True(message.Length <= 160, message));
    }

    [Theory]
    [InlineData("")]
    [InlineData("run extra")]
    [InlineData("models extra")]
    [InlineData("run --workers")]
    [InlineData("run --workers 3 --workers 4")]
    [InlineData("run --json=perhaps")]
    [InlineData("decode")]
    [InlineData("completion")]
    [InlineData("completion fish")]
    [InlineData("completion bash zsh")]
    [InlineData("run @options.txt")]
    [InlineData("export extra")]
    [InlineData("export --fault headache")]
    [InlineData("export -o lab")]
    [InlineData("export -o .c")]
    [InlineData("export -o /nowhere/lab.c")]
    [InlineData("history 3k7q2m")]
    [InlineData("history a b")]
    [InlineData("compare")]
    [InlineData("compare a")]
    [InlineData("compare a b c")]
    public void A_command_line_that_is_wrong_starts_nothing_and_exits_2(string line)
    {
        Shell shell = new();
        Said said = shell.Run(line);

        Assert.Equal(2, said.Code);
        Assert.Empty(said.Output);
        Assert.StartsWith("sandbox: ", said.Error, StringComparison.Ordinal);
        Assert.Empty(shell.Runner.Started);
    }

    [Theory]
    [InlineData("run --workers", "--workers: expected a value: --workers N; see sandbox run --help")]
    [InlineData("run --workers 3 --workers 4", "--workers is given 2 times; expected it once")]
    [InlineData("run --json=perhaps", "--json takes no value, and \"perhaps\" stands behind it; see sandbox run --help")]
    [InlineData("run --atomic maybe", "--atomic takes no value, and \"maybe\" stands behind it; see sandbox run --help")]
    [InlineData("--version=1", "--version takes no value, and \"1\" stands behind it; see sandbox --help")]
    [InlineData("scenario list --json=1", "--json takes no value, and \"1\" stands behind it; see sandbox scenario list --help")]
    [InlineData("decode", "decode: expected STATUS, a wait status")]
    [InlineData("compare a", "compare: expected B, the second run; see sandbox compare --help")]
    [InlineData("scenario", "expected a command: list, show, run, new, check; see sandbox scenario --help")]
    [InlineData("scenario run", "run: expected ID, a scenario; sandbox scenario list shows them; see sandbox scenario run --help")]
    [InlineData("decode --jsno", "there is no option of decode \"--jsno\"; the nearest is --json (there are: --json, --help)")]
    [InlineData("signals SEGV --jsno", "there is no option of signals \"--jsno\"; the nearest is --json (there are: --json, --help)")]
    [InlineData("help rnu", "there is no command \"rnu\"; the nearest is run (see sandbox --help)")]
    [InlineData("help scenario rnu", "there is no command \"rnu\"; the nearest is run (there are: list, show, run, new, check)")]
    [InlineData("help run extra", "help: \"extra\" is one word too many: sandbox run has no commands of its own")]
    [InlineData("export -o /nowhere/lab.c", "--output: there is no folder \"/nowhere\"")]
    [InlineData("record wait-for-it -o /nowhere/a.cast", "--output: there is no folder \"/nowhere\"")]
    public void What_is_wrong_is_said_in_one_voice(string line, string message)
    {
        Said said = new Shell().Run(line);

        Assert.Equal((2, ""), (said.Code, said.Output));
        Assert.StartsWith($"sandbox: {message}", said.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch("Required|Option '|Unrecognized|argument", said.Error);
    }

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help run", "run --help")]
    [InlineData("help scenario", "scenario --help")]
    [InlineData("help scenario run", "scenario run --help")]
    [InlineData("help help", "help --help")]
    public void Help_of_a_command_is_what_its_option_prints(string line, string same)
    {
        Said said = new Shell().Run(line), expected = new Shell().Run(same);

        Assert.Equal((0, expected.Output, ""), (said.Code, said.Output, said.Error));
        Assert.Equal(0, expected.Code);
    }

    [Theory]
    [InlineData("history", "[<ID>]", "where it is left out")]
    [InlineData("signals", "[<SIGNAL>...]", "where none is")]
    [InlineData("record", "[<ID>]", "left out with --script")]
    [InlineData("help", "[<COMMAND>...]", "where none is")]
    [InlineData("decode", " <STATUS>...", "")]
    [InlineData("scenario run", " <ID> ", "")]
    public void What_may_be_left_out_is_in_brackets_and_it_is_said_what_then(string verb, string usage, string said)
    {
        string help = new Shell().Run($"{verb} --help").Output;

        Assert.Contains($"sandbox {verb} {usage.Trim()}", help, StringComparison.Ordinal);
        Assert.Contains(said, string.Join(' ', help.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--plain --model threads --fault segfault", "--model is an option of run: sandbox run --plain --model threads --fault segfault")]
    [InlineData("--plain --fault=kill", "--fault is an option of run: sandbox run --plain --fault kill")]
    [InlineData("--json", "--json is an option of run: sandbox run --json")]
    public void An_option_without_its_command_is_answered_with_the_command_line_that_works(string line, string answer)
    {
        Said said = new Shell().Run(line);
        Assert.Equal(2, said.Code);
        Assert.StartsWith($"sandbox: {answer}\n", said.Error, StringComparison.Ordinal);
        Assert.Equal(0, new Shell().Run(answer[(answer.LastIndexOf(": sandbox ", StringComparison.Ordinal) + ": sandbox ".Length)..]).Code);
    }

    [Fact]
    public void Options_of_a_run_without_a_command_open_the_screen_with_them_set()
    {
        Shell shell = new();

        Said said = shell.Run("--workers 8 --model threads --fault segfault --pace 0.5");

        Assert.Equal((0, "", ""), (said.Code, said.Output, said.Error));
        RunSpec spec = Assert.Single(shell.Screens);
        Assert.Equal((8, "threads", "segfault", 0.5), (spec.Workers, spec.Model, spec.Fault, spec.Pace));
        Assert.Empty(shell.Runner.Started);
    }

    [Theory]
    [InlineData("--workers 8 --json", 2, "--json is an option of run: sandbox run --workers 8 --json")]
    [InlineData("--workers 8 --check", 2, "--check is an option of run: sandbox run --workers 8 --check")]
    [InlineData("--workers many", 2, "--workers: \"many\"")]
    [InlineData("--workers 8 --wrokers 9", 2, "there is no option of sandbox \"--wrokers\"; the nearest is --workers")]
    [InlineData("--workers 1000000", 3, "the machine refused")]
    [InlineData("--workers 8 run", 2, "--workers is an option of run: sandbox run --workers 8")]
    [InlineData("--workers 8 run --fault kill", 2, "--workers is an option of run: sandbox run --workers 8 --fault kill")]
    [InlineData("--workers 8 history", 2, "--workers is no option of history; see sandbox history --help")]
    [InlineData("--workers 8 --version", 2, "--workers is an option of run")]
    public void A_command_line_that_means_nothing_for_a_screen_opens_none_and_says_why(string line, int code, string answer)
    {
        Shell shell = new();
        Said said = shell.Run(line);

        Assert.Equal((code, ""), (said.Code, said.Output));
        Assert.StartsWith($"sandbox: {answer}", said.Error, StringComparison.Ordinal);
        Assert.Empty(shell.Screens);
    }

    [Fact]
    public void The_value_of_a_mistyped_option_is_not_complained_of_too() =>
        Assert.DoesNotContain("too many", new Shell().Run("run --wrokers 3").Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("run ")]
    [InlineData("export ")]
    [InlineData("history ")]
    [InlineData("decode ")]
    [InlineData("signals ")]
    [InlineData("models ")]
    [InlineData("faults ")]
    [InlineData("waits ")]
    [InlineData("completion ")]
    public void Every_help_ends_with_an_example_that_works(string verb)
    {
        Said help = new Shell().Run($"{verb}--help");

        Assert.Equal((0, ""), (help.Code, help.Error));
        Assert.Equal("Example:", help.Lines[^2]);
        string example = help.Lines[^1].Trim().Replace("source <(", "", StringComparison.Ordinal).TrimEnd(')');
        Assert.StartsWith("sandbox ", example, StringComparison.Ordinal);
        Assert.Equal(0, new Shell().Run(example["sandbox ".Length..].Replace("'", "", StringComparison.Ordinal)).Code);
    }

    [Fact]
    public void Help_of_the_program_lists_every_command()
    {
        string help = new Shell().Run("--help").Output;

        Assert.All(Verbs, verb => Assert.Contains($"\n  {verb} ", help, StringComparison.Ordinal));
    }

    [Fact]
    public void The_version_is_printed() => Assert.Matches(@"^sandbox \d+\.\d+\.\d+( \(commit [0-9a-f]{12}\))?\n$", new Shell().Run("--version").Output);

    [Fact]
    public void A_machine_that_refuses_is_exit_3_with_its_words()
    {
        Shell shell = new() { Runner = new FakeRunner(_ => throw new MachineRefusedException("20 of 20 processes are taken")) };
        Said said = shell.Run("run");

        Assert.Equal(3, said.Code);
        Assert.Contains("20 of 20 processes are taken", said.Error, StringComparison.Ordinal);
        Assert.Empty(said.Output);
    }

    [Fact]
    public void A_bug_is_exit_70_and_one_line_without_a_stack()
    {
        Shell shell = new() { Runner = new FakeRunner(_ => throw new SandboxBugException("the board is upside down\n   at Board.Turn()")) };
        Said said = shell.Run("run");

        Assert.Equal(70, said.Code);
        Assert.Contains("the board is upside down", said.Error, StringComparison.Ordinal);
        Assert.Contains("please report", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said.Error, StringComparison.Ordinal);
        Assert.Single(said.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void A_bug_shows_its_stack_where_that_is_asked_for()
    {
        Shell shell = new() { Runner = new FakeRunner(_ => throw new InvalidOperationException("upside down")) };
        shell.Environment["SANDBOX_DEBUG"] = "1";

        Assert.Contains("   at ", shell.Run("run").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_words_at_all_end_with_an_exit_code_of_the_contract_and_no_control_characters()
    {
        Gen<string> word = Gen.OneOf(
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
            Gen.Elements(Verbs),
            Gen.Elements(RunSettings.All.Select(setting => setting.Option).ToArray()),
            Gen.Elements("--json", "--check", "--", "-", "@x", "--=", "-h", "[suggest]", "[diagram]", "\u001b[2J", "=1", "$?=139", "0x"));
        Prop.ForAll(word.ArrayOf().ToArbitrary(), words =>
        {
            Said said = new Shell().RunWords(words);
            Assert.True(said.Code is ExitCode.Done or ExitCode.Usage or ExitCode.Refused, $"{said.Code} {said.Error}");
            Assert.DoesNotContain(said.Output + said.Error, character => char.IsControl(character) && character != '\n');
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }
}
