using Sandbox.Core.Catalogue;
using Sandbox.Core.Export;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Export;

public class CProgramTests
{
    [Fact]
    public void Every_model_has_its_text_in_C() =>
        Assert.Empty(ModelCatalogue.All.Select(model => model.Id).Except(CProgram.Known.Models));

    [Fact]
    public void Every_fault_has_its_text_in_C() =>
        Assert.Empty(FaultCatalogue.All.Select(fault => fault.Id).Except(CProgram.Known.Faults));

    [Fact]
    public void Every_wait_strategy_has_its_text_in_C() =>
        Assert.Empty(WaitCatalogue.All.Select(wait => wait.Id).Except(CProgram.Known.Waits));

    [Fact]
    public void Every_field_of_a_spec_is_one_that_the_program_honours() =>
        // A new field fails here: write into src/Core/Export what it means in C, then name it.
        Assert.Equal(
            [
                nameof(RunSpec.Atomic), nameof(RunSpec.Fault), nameof(RunSpec.FaultArgument), nameof(RunSpec.Faulty), nameof(RunSpec.Length),
                nameof(RunSpec.Limits), nameof(RunSpec.Model),
                nameof(RunSpec.Order), nameof(RunSpec.Orphan), nameof(RunSpec.Pace), nameof(RunSpec.Pages), nameof(RunSpec.Seed), nameof(RunSpec.Timeout),
                nameof(RunSpec.Wait), nameof(RunSpec.Workers),
            ],
            typeof(RunSpec).GetProperties().Select(property => property.Name).Where(name => name != "EqualityContract").Order(StringComparer.Ordinal));

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

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_is_neat_and_has_no_blank_left_to_fill_in(string model, string fault, string wait)
    {
        RunSpec spec = Reports.Spec() with { Model = model, Workers = 3, Fault = fault, Wait = wait, Faulty = [2], FaultArgument = "1" };

        string[] lines = CProgram.Of(spec).Split('\n');

        Assert.DoesNotContain(lines, line => line.Contains('@') || line.Contains('\t') || line.Length > 140 || line != line.TrimEnd());
        Assert.Equal("", lines[^1]);
        Assert.Equal("}", lines[^2]);
        Assert.DoesNotContain(lines.Zip(lines.Skip(1)), pair => pair is ("", "") or ("{", "") or (_, "}") and ("", _));
    }
}
