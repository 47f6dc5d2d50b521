using System.Collections.Immutable;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Runs;

public class RunSpecsTests
{
    [Fact]
    public void What_nobody_set_has_its_default()
    {
        RunSpec spec = Reports.Spec();

        Assert.Equal("processes", spec.Model);
        Assert.Equal(4, spec.Workers);
        Assert.Equal(10_000_000, spec.Length);
        Assert.Equal(42u, spec.Seed);
        Assert.Equal("none", spec.Fault);
        Assert.Null(spec.FaultArgument);
        Assert.Empty(spec.Faulty);
        Assert.Equal("in-order", spec.Wait);
        Assert.Equal(RunOrder.IntruderFirst, spec.Order);
        Assert.Equal(0, spec.Pace);
        Assert.Equal(10, spec.Timeout);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(1000, 2)]
    public void Worker_2_is_faulty_or_the_last_of_fewer_than_3(int workers, int faulty) =>
        Assert.Equal([faulty], Reports.Spec($"--fault segfault --workers {workers}").Faulty);

    [Theory]
    [InlineData("0", new[] { 0 })]
    [InlineData("last", new[] { 3 })]
    [InlineData("all", new[] { 0, 1, 2, 3 })]
    [InlineData("3,1,3", new[] { 1, 3 })]
    public void The_faulty_workers_are_named_by_index_or_word(string text, int[] expected) =>
        Assert.Equal(expected, Reports.Spec($"--fault kill --faulty {text}").Faulty);

    [Theory]
    [InlineData("none")]
    [InlineData("corrupt-array")]
    public void Without_a_faulty_worker_the_setting_for_it_is_ignored(string fault) =>
        Assert.Empty(Reports.Spec($"--fault {fault} --faulty 9").Faulty);

    [Fact]
    public void A_model_with_one_worker_has_one_whatever_was_asked()
    {
        RunSpec spec = Reports.Spec("--model sequential --workers 7 --fault kill");

        Assert.Equal(1, spec.Workers);
        Assert.Equal([0], spec.Faulty);
    }

    [Fact]
    public void A_faulty_worker_that_the_single_model_lacks_is_a_problem_that_says_why()
    {
        SpecProblem problem = Assert.Single(Problems(("model", "sequential"), ("fault", "kill"), ("faulty", "2")));

        Assert.Equal("--faulty", problem.Origin);
        Assert.Contains("sequential has one worker only", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit-code", "1")]
    [InlineData("exit-code:-1", "-1")]
    [InlineData("exit-code:0007", "7")]
    [InlineData("signal", "SIGUSR1")]
    [InlineData("signal:segv", "SIGSEGV")]
    [InlineData("signal:9", "SIGKILL")]
    [InlineData("signal:sigrtmin+2", "SIGRTMIN+2")]
    [InlineData("segfault", null)]
    public void A_fault_argument_has_a_default_and_one_form(string fault, string? argument) =>
        Assert.Equal(argument, Reports.Spec($"--fault {fault}").FaultArgument);

    [Theory]
    [InlineData("model", "proceses", "processes", "(there are: sequential, threads, ")]
    [InlineData("fault", "segfalt", "segfault", "(see sandbox faults)")]
    [InlineData("wait", "inorder", "in-order", "(there are: in-order, any, ")]
    [InlineData("order", "races", "race", "(there are: intruder-first, race)")]
    [InlineData("pages", "4", "4k", "(there are: 4k, 2m)")]
    [InlineData("fault", "signal:SGEV", "SIGSEGV", "(see sandbox signals)")]
    [InlineData("model", "Processes", "processes", "(there are: sequential, ")]
    [InlineData("model", "", null, "(there are: sequential, ")]
    [InlineData("fault", "headache", null, "; see sandbox faults")]
    public void An_unknown_word_is_answered_with_the_nearest_where_one_is_near_and_with_the_list_or_the_command_that_has_it(
        string name, string value, string? nearest, string list)
    {
        SpecProblem problem = Assert.Single(Problems((name, value)));

        Assert.Equal($"--{name}", problem.Origin);
        string found = $"\"{value.Split(':')[^1]}\"" + (nearest is null ? "" : $"; the nearest is {nearest}") + (list[0] == '(' ? " " : "");
        Assert.Contains($"{found}{list}", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("workers", "0", "expected a whole number from 1 to 4,096 (appsettings.json: caps.workers)")]
    [InlineData("workers", "-1", "from 1 to")]
    [InlineData("workers", "2147483648", "expected a whole number from 1 to 4,096 (appsettings.json: caps.workers)")]
    [InlineData("workers", "99999999999999999999999", "out of range")]
    [InlineData("workers", "4.0", "not a whole number")]
    [InlineData("workers", "10k", "not a whole number")]
    [InlineData("workers", "1,00", "not a whole number")]
    [InlineData("workers", "1,0000", "not a whole number")]
    [InlineData("workers", "1000,000", "not a whole number")]
    [InlineData("workers", ",100", "not a whole number")]
    [InlineData("workers", "1,000_000", "not a whole number")]
    [InlineData("workers", "1e-3", "not a whole number")]
    [InlineData("workers", "1.5e0", "not a whole number")]
    [InlineData("workers", "1.25e1", "not a whole number")]
    [InlineData("workers", "e3", "not a whole number")]
    [InlineData("workers", "1e", "not a whole number")]
    [InlineData("workers", "1e999", "out of range")]
    [InlineData("workers", "1e99999999999", "out of range")]
    [InlineData("workers", "10M", "expected a whole number from 1 to 4,096, such as 1000, 1,000 or 1e3 (appsettings.json: caps.workers)")]
    [InlineData("timeout", "0,5", "not a number")]
    [InlineData("workers", "1__0", "not a whole number")]
    [InlineData("workers", "_1", "not a whole number")]
    [InlineData("workers", "٤", "not a whole number")]
    [InlineData("workers", "", "not a whole number")]
    [InlineData("length", "-1", "from 0 to")]
    [InlineData("seed", "4294967296", "from 0 to 4,294,967,295")]
    [InlineData("timeout", "0", "above 0 and up to 86,400")]
    [InlineData("timeout", "86400.1", "up to 86,400")]
    [InlineData("timeout", "NaN", "not a number")]
    [InlineData("timeout", "Infinity", "out of range")]
    [InlineData("timeout", "10s", "not a number")]
    [InlineData("pace", "-0.1", "from 0 to 3,600")]
    [InlineData("pace", "3601", "from 0 to 3,600")]
    [InlineData("faulty", "x", "indices such as")]
    [InlineData("faulty", "0,", "indices such as")]
    [InlineData("faulty", "", "indices such as")]
    [InlineData("faulty", "-1", "indices such as")]
    [InlineData("fault", "segfault:3", "takes no argument")]
    [InlineData("fault", "exit-code:x", "CODE")]
    [InlineData("fault", "exit-code:", "CODE")]
    public void A_bad_value_is_answered_with_what_is_allowed(string name, string value, string allowed) =>
        Assert.Contains(allowed, Assert.Single(Problems((name, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_order_and_every_page_size_can_be_asked_for()
    {
        Assert.Equal(Enum.GetValues<RunOrder>(), RunSettings.Order.Words.Select(word => RunOrder.ParseOrder(word)!.Value));
        Assert.Equal(Enum.GetValues<PageSize>(), RunSettings.Pages.Words.Select(word => PageSize.ParsePages(word)!.Value));
    }

    [Fact]
    public void A_faulty_worker_beyond_the_last_is_a_problem()
    {
        SpecProblem problem = Assert.Single(Problems(("fault", "kill"), ("workers", "4"), ("faulty", "9")));

        Assert.Equal("--faulty", problem.Origin);
        Assert.Contains("no worker 9 of 4; expected 0 to 3, or last, or all", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("threads")]
    [InlineData("sequential")]
    public void Orphans_of_a_model_without_children_are_a_problem_that_says_why(string model)
    {
        SpecProblem problem = Assert.Single(Problems(("model", model), ("orphan", "true")));

        Assert.Equal("--orphan", problem.Origin);
        Assert.Contains("no children that could outlive the host", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            string.Join(", ", ModelCatalogue.Own.Where(other => other.CanBeOrphaned).Select(other => other.Id)), problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_model_program_takes_a_program_and_no_other_model_has_one()
    {
        Assert.Contains("expected its file", Assert.Single(Problems(("model", "program"))).Message, StringComparison.Ordinal);
        Assert.Equal("./a.out", Reports.Spec("--model program --program ./a.out").Program);
        Assert.Null(Reports.Spec("--model threads --program ./a.out").Program);
        Assert.Equal(["--program"], Problems(("model", "program"), ("program", "a\nb")).Select(problem => problem.Origin));
        Assert.Equal(["--program"], Problems(("model", "program"), ("program", new string('a', 5000))).Select(problem => problem.Origin));
    }

    [Fact]
    public void A_command_line_quotes_a_program_that_a_shell_would_take_apart() =>
        Assert.EndsWith("--program './it'\\''s $HOME'", RunSpecs.CommandLine(Reports.Spec() with { Model = "program", Program = "./it's $HOME" }), StringComparison.Ordinal);

    [Fact]
    public void What_takes_code_in_the_worker_is_refused_for_a_program_with_the_reason()
    {
        Assert.All(FaultCatalogue.All.Where(fault => fault.FromOutside is null && fault.Actor != FaultActor.Nobody), fault => Assert.Contains(
            "the worker is your program; from outside can be done: kill, terminate, signal",
            Assert.Single(Problems(("model", "program"), ("program", "./a.out"), ("fault", fault.Id))).Message, StringComparison.Ordinal));
        Assert.All(FaultCatalogue.All.Where(fault => fault.FromOutside is not null), fault => Assert.Equal(fault.Id, Reports.Spec($"--model program --program ./a.out --fault {fault.Id}").Fault));
    }

    [Fact]
    public void Every_problem_is_reported_and_not_only_the_first() =>
        Assert.Equal(
            // Any text may be a program's file, or an agent.
            RunSettings.All.Where(setting => setting != RunSettings.Program && setting != RunSettings.MpiAgent).Select(setting => setting.Option),
            Problems([.. RunSettings.All.Select(setting => (setting.Name, "?"))]).Select(problem => problem.Origin));

    [Fact]
    public void The_last_setting_of_a_name_counts_and_only_that_is_judged()
    {
        Setting[] request = [new("workers", "many", "SANDBOX_WORKERS"), new("workers", "5", "--workers")];

        Assert.Equal(5, RunSpecs.Resolve(request, RunCaps.Default).Spec!.Workers);
    }

    [Fact]
    public void A_setting_that_is_none_is_a_problem_with_the_nearest_name() =>
        Assert.Contains("nearest is workers", Assert.Single(Problems(("worker", "5"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("10_000", 10_000)]
    [InlineData("1_2_3", 123)]
    [InlineData("+5", 5)]
    [InlineData("1,000", 1_000)]
    [InlineData("10,000,000", 10_000_000)]
    [InlineData("1e6", 1_000_000)]
    [InlineData("1E6", 1_000_000)]
    [InlineData("1e+6", 1_000_000)]
    [InlineData("2.5e6", 2_500_000)]
    [InlineData("1_0e1", 100)]
    [InlineData("0e999", 0)]
    [InlineData("007", 7)]
    public void Whole_numbers_may_be_written_as_people_write_them(string text, long length) =>
        Assert.Equal(length, Reports.Spec($"--length {text}").Length);

    [Theory]
    [InlineData("0.5", 0.5)]
    [InlineData("+.5", 0.5)]
    [InlineData("1e1", 10)]
    [InlineData("25e-1", 2.5)]
    [InlineData("1,000.5", 1000.5)]
    public void Seconds_may_be_written_as_people_write_them(string text, double seconds) =>
        Assert.Equal(seconds, Reports.Spec($"--timeout {text}").Timeout);

    [Theory]
    [InlineData("exit-code:1_0", "exit-code:10")]
    [InlineData("exit-code:1e2", "exit-code:100")]
    [InlineData("exit-code:-1,000", "exit-code:-1000")]
    [InlineData("stop:2e0", "stop:2")]
    [InlineData("stop:1,000.5", "stop:1000.5")]
    [InlineData("corrupt-array:1,000-2_000", "corrupt-array:1000-2000")]
    [InlineData("corrupt-array:1e3", "corrupt-array:1000-1000")]
    public void The_numbers_of_a_fault_may_be_written_so_too(string text, string canonical) =>
        Assert.Contains($"--fault {canonical}", RunSpecs.CommandLine(Reports.Spec($"--fault {text}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("workers", "4097", "4,097", "4,096")]
    [InlineData("workers", "2147483647", "2,147,483,647", "4,096")]
    [InlineData("length", "1073741825", "4,294,967,300", "4,294,967,296")]
    [InlineData("length", "2305843009213693951", "9,223,372,036,854,775,804", "4,294,967,296")]
    public void A_spec_above_a_cap_is_refused_with_both_numbers(string name, string value, string asked, string cap)
    {
        Setting[] request = [new(name, value, $"--{name}"), new("fault", "kill", "--fault"), new("faulty", "all", "--faulty")];

        MachineRefusedException refusal = Assert.Throws<MachineRefusedException>(() => RunSpecs.Resolve(request, RunCaps.Default));

        Assert.Contains(asked, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(cap, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_at_the_caps_is_not_refused() =>
        Assert.Equal(4096, Reports.Spec("--workers 4096 --length 1073741824").Workers);

    [Fact]
    public void What_is_wrong_is_said_before_what_is_too_much() =>
        Assert.Single(Problems(("workers", "1000000"), ("model", "?")));

    [Fact]
    public void A_value_never_brings_control_characters_into_a_message() =>
        Assert.All(
            Problems([.. RunSettings.All.Select(setting => (setting.Name, "\u001b[2J\u0007\n\u202e"))]),
            problem => Assert.DoesNotContain(problem.Message, character => char.IsControl(character) || character == '\u202e'));

    private static ImmutableArray<SpecProblem> Problems(params (string Name, string Value)[] settings)
    {
        Setting[] request = [.. settings.Select(setting => new Setting(setting.Name, setting.Value, $"--{setting.Name}"))];
        SpecResolution resolution = RunSpecs.Resolve(request, RunCaps.Default);
        Assert.Null(resolution.Spec);
        return resolution.Problems;
    }
}
