using System.Collections.Immutable;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Export;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Export;

public class CProgramTests
{
    [Fact]
    public void Every_model_has_its_text_in_C() =>
        Assert.Empty(ModelCatalogue.Own.Select(model => model.Id).Except(CProgram.Known.Models));

    [Fact]
    public void Every_fault_has_its_text_in_C() =>
        Assert.Empty(FaultCatalogue.All.Select(fault => fault.Id).Except(CProgram.Known.Faults));

    [Fact]
    public void Every_wait_strategy_has_its_text_in_C() =>
        Assert.Empty(WaitCatalogue.All.Select(wait => wait.Id).Except(CProgram.Known.Waits));

    [Fact]
    public void Every_setting_has_its_row_in_C() =>
        // A new setting fails here: give it a row in src/Core/Export/SettingC.cs, with its C or without, and then a pair below.
        Assert.Equal(RunSettings.Rows.Select(setting => setting.Name), SettingC.All.Select(row => row.Of.Name));

    /// <summary>For each setting two command lines that differ in it alone.</summary>
    private static readonly Dictionary<RunSetting, (string Options, string Others)> Pairs = new()
    {
        [RunSettings.Model] = ("", "--model shared"),
        [RunSettings.Program] = ("--model program --program ./a.out", "--model program --program ./b.out"),
        [RunSettings.Workers] = ("", "--workers 5"),
        [RunSettings.Length] = ("", "--length 1000"),
        [RunSettings.Seed] = ("", "--seed 7"),
        [RunSettings.Fault] = ("--fault segfault", "--fault abort"),
        [RunSettings.Argument] = ("--fault exit-code:3", "--fault exit-code:4"),
        [RunSettings.Faulty] = ("--fault segfault", "--fault segfault --faulty 1,3"),
        [RunSettings.Wait] = ("", "--wait pidfd"),
        [RunSettings.Order] = ("--fault corrupt-array", "--fault corrupt-array --order race"),
        [RunSettings.MpiAsRoot] = ("--model mpi", "--model mpi --mpi-as-root"),
        [RunSettings.MpiErrors] = ("--model mpi", "--model mpi --mpi-errors return"),
        [RunSettings.Hosts] = ("--model mpi", "--model mpi --hosts a,b"),
        [RunSettings.MpiAgent] = ("--model mpi --hosts a,b", "--model mpi --hosts a,b --mpi-agent rsh"),
        [RunSettings.MpiInterfaces] = ("--model mpi --hosts a,b", "--model mpi --hosts a,b --mpi-interfaces eth0"),
        [RunSettings.Pages] = ("", "--pages 2m"),
        [RunSettings.Pace] = ("", "--pace 1"),
        [RunSettings.Timeout] = ("", "--timeout 3"),
        [RunSettings.Orphan] = ("", "--orphan"),
        [RunSettings.Limit] = ("", "--limit cpu=2"),
        [RunSettings.Restart] = ("--restart 1", "--restart 2"),
        [RunSettings.Core] = ("", "--core"),
        [RunSettings.KeepCore] = ("--core", "--core --keep-core"),
        [RunSettings.FaultyLives] = ("--fault segfault --restart 3", "--fault segfault --restart 3 --faulty-lives 2"),
        [RunSettings.Lock] = ("--fault data-race", "--fault data-race --atomic"),
        [RunSettings.Grain] = ("--fault data-race --lock mutex", "--fault data-race --lock mutex --lock-grain coarse"),
    };

    [Fact]
    public void A_setting_changes_the_program_exactly_where_its_row_says_that_it_has_C() => Assert.All(SettingC.All, row =>
    {
        (RunSpec one, RunSpec other) = (Reports.Spec(Pairs[row.Of].Options), Reports.Spec(Pairs[row.Of].Others));
        Assert.Equal([row.Of.Name], RunSettings.Rows.Where(setting => setting.TextIn(one) != setting.TextIn(other)).Select(setting => setting.Name));
        Assert.Equal(row.Decides is not null, BelowItsHead(one) != BelowItsHead(other));
        if (row.Define is { } define)
            Assert.Contains(define(other), BelowItsHead(other).Split('\n'));
    });

    [Fact]
    public void Every_property_of_a_spec_is_one_that_a_setting_changes() => Assert.Equal(
        typeof(RunSpec).GetProperties().Select(property => property.Name).Where(name => name != "EqualityContract").Order(StringComparer.Ordinal),
        typeof(RunSpec).GetProperties()
            .Where(property => Pairs.Values.Any(pair => !Same(property.GetValue(Reports.Spec(pair.Options)), property.GetValue(Reports.Spec(pair.Others)))))
            .Select(property => property.Name).Order(StringComparer.Ordinal));

    private static bool Same(object? one, object? other) => one is ImmutableArray<int> workers
        ? workers.SequenceEqual((ImmutableArray<int>)other!)
        : Equals(one, other);

    // Its first comment holds the command line, which differs anyway.
    private static string BelowItsHead(RunSpec spec) => CProgram.Of(spec).Split("#define _GNU_SOURCE", 2)[^1];

    [Fact]
    public void What_has_no_text_is_an_error_and_not_a_wrong_program()
    {
        RunSpec spec = Reports.Spec();

        Assert.Contains("the fault headache", Assert.Throws<NotSupportedException>(() => CProgram.Of(spec with { Fault = "headache" })).Message, StringComparison.Ordinal);
        Assert.Contains("the model", Assert.Throws<NotSupportedException>(() => CProgram.Of(spec with { Model = "fibres" })).Message, StringComparison.Ordinal);
        Assert.Contains("the wait", Assert.Throws<NotSupportedException>(() => CProgram.Of(spec with { Wait = "later" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_says_at_its_top_what_it_does_and_how_it_is_compiled()
    {
        string[] lines = CProgram.Of(Reports.Spec("--model threads --fault segfault")).Split('\n');

        Assert.Equal("/*", lines[0]);
        Assert.Contains(" *     sandbox run --model threads --fault segfault", lines);
        Assert.Contains(" *     gcc -std=gnu17 -Wall -Wextra -pthread -o FILE FILE.c && ./FILE", lines);
    }

    [Fact]
    public void The_same_spec_makes_the_same_program() =>
        Assert.Equal(CProgram.Of(Reports.Spec("--fault kill")), CProgram.Of(Reports.Spec("--fault kill")));

    public static TheoryData<string, string, string> Programs() => new(
        from model in CProgram.Known.Models
        from fault in CProgram.Known.Faults
        from wait in fault == "segfault" ? CProgram.Known.Waits.AsEnumerable() : ["in-order"]
        select (model, fault, wait));

    public static TheoryData<string, string, string> Locked() => new(
        from model in CProgram.Known.Models
        from one in LockCatalogue.All
        from grain in LockCatalogue.Grains
        where one.IsHeld || !grain.ForAll
        select (model, one.Id, grain.Id));

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_is_neat_and_has_no_blank_left_to_fill_in(string model, string fault, string wait) =>
        AssertNeat(Reports.Spec() with { Model = model, Workers = 3, Fault = fault, Wait = wait, Faulty = [2], FaultArgument = "1" });

    [Theory]
    [MemberData(nameof(Locked))]
    public void So_it_is_with_each_lock(string model, string id, string grain) =>
        AssertNeat(Reports.Spec() with { Model = model, Workers = 3, Fault = "data-race", Faulty = [0, 1, 2], Lock = id, LockGrain = grain });

    private static void AssertNeat(RunSpec spec)
    {
        string[] lines = CProgram.Of(spec).Split('\n');

        Assert.DoesNotContain(lines, line => line.Contains('@') || line.Contains('\t') || line.Length > 140 || line != line.TrimEnd());
        Assert.Equal("", lines[^1]);
        Assert.Equal("}", lines[^2]);
        Assert.DoesNotContain(lines.Zip(lines.Skip(1)), pair => pair is ("", "") or ("{", "") or (_, "}") and ("", _));
    }
}
