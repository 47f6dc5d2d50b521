using System.Text.Json;
using Sandbox.Core.Faults;
using Sandbox.Core.Models;
using Sandbox.Core.Runs;
using Sandbox.Core.Waits;
using Sandbox.EndToEnd.Tests.Harness;

namespace Sandbox.EndToEnd.Tests.Runs;

/// <summary>No root is needed for anything: every fault and every limit, as a user without privileges.</summary>
public class UnprivilegedTests
{
    private static readonly UnprivilegedUser User = new();

    public static TheoryData<string, string> ModelsAndFaults() => new(
        from model in ModelCatalogue.All
        from fault in FaultCatalogue.All
        where fault.RefusalFor(model, (int)RunSettings.Workers.Default) is null && (model.Waitable || fault.ChildStatus(Argument(fault)) is not null)
        select (model.Id, fault.Id));

    [Theory]
    [MemberData(nameof(ModelsAndFaults))]
    public async Task A_fault_ends_as_it_does_for_root(string model, string id)
    {
        Fault fault = FaultCatalogue.Find(id)!;
        WaitStatus expected = fault.ChildStatus(Argument(fault)) ?? WaitStatus.OfSignal(9);

        Finished finished = await new SandboxProgram { User = User }.RunWith(
            "run", "--model", model, "--length", "1000", "--fault", id, "--timeout", fault.ChildStatus(Argument(fault)) is null ? "2" : "30", "--json");

        JsonElement report = finished.AssertExit(0).Json;
        JsonElement ended = ModelCatalogue.Find(model)!.Waitable ? report.GetProperty("workers")[2] : report.GetProperty("host");
        Assert.Equal(expected.Raw, ended.GetProperty("status").GetProperty("raw").GetInt32());
        Assert.Equal("", finished.Error);
    }

    [Theory]
    [InlineData("hang", "cpu=1", 24)]
    [InlineData("file-size-limit", "fsize=600", 25)]
    [InlineData("open-files", "nofile=8", 24 << 8)]
    [InlineData("out-of-memory", "as=1m", 12 << 8)]
    [InlineData("stack-overflow", "stack=64k", 11)]
    public async Task A_limit_ends_a_worker_as_it_does_for_root(string fault, string limit, int raw)
    {
        Finished finished = await new SandboxProgram { User = User }.RunWith(
            "run", "--length", "1000", "--fault", fault, "--limit", limit, "--timeout", "30", "--json");

        Assert.Equal(raw, finished.AssertExit(0).Json.GetProperty("workers")[2].GetProperty("status").GetProperty("raw").GetInt32());
    }

    [Fact]
    public async Task A_limit_above_the_users_hard_one_is_refused_with_the_numbers_and_nothing_is_started()
    {
        SandboxProgram program = new() { User = User, Limits = ["--nofile=512:512"] };

        Finished finished = await program.RunWith("run", "--limit", "nofile=513", "--json");

        finished.AssertExit(3);
        Assert.Equal("", finished.Output);
        Assert.Contains("--limit nofile=513 is above the hard limit of 512", finished.Error);
    }

    [Theory]
    [InlineData("threads")]
    [InlineData("processes")]
    [InlineData("spawn")]
    public async Task What_the_C_library_says_of_a_double_free_reaches_no_terminal(string model)
    {
        Finished finished = await SandboxProgram.Run("run", "--model", model, "--length", "1000", "--fault", "double-free");

        finished.AssertExit(0);
        Assert.Equal("", finished.Error);
        Assert.DoesNotContain("free():", finished.Output);
        Assert.DoesNotContain("corruption", finished.Output);
    }

    private static long Argument(Fault fault) => fault.Argument is { } argument ? argument.Parse(argument.Default)!.Value : 0;
}
