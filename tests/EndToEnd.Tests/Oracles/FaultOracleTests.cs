using System.Globalization;
using Sandbox.Core.Faults;
using Sandbox.Core.Models;
using Sandbox.Core.Signals;
using Sandbox.Core.Waits;

namespace Sandbox.EndToEnd.Tests.Oracles;

/// <summary>A C program that meets a fault (faults.c) and the sandbox that does: the same raw status.</summary>
public class FaultOracleTests
{
    public static TheoryData<string, string> ModelsAndFaults() => new(
        from model in ModelCatalogue.All.Where(model => model.Waitable)
        from fault in Faults()
        select (model.Id, fault));

    public static TheoryData<string> ExitCodes() => ["0", "1", "3", "11", "139", "255", "256", "-1"];

    [Theory]
    [MemberData(nameof(ModelsAndFaults))]
    public async Task A_child_of_the_sandbox_ends_with_the_status_that_C_gets(string model, string fault)
    {
        Finished run = await SandboxProgram.Run(
            "run", "--model", model, "--workers", "3", "--length", "1000", "--fault", fault, "--timeout", fault is "hang" or "deadlock" ? "1" : "30", "--json");

        run.AssertExit(0);
        Assert.Equal(await InC(fault), run.Json.GetProperty("workers")[2].GetProperty("status").GetProperty("raw").GetInt32());
    }

    [Theory]
    [MemberData(nameof(ExitCodes))]
    public async Task An_exit_code_leaves_the_status_that_C_gets(string code) =>
        Assert.Equal(await InC($"exit-code:{code}"), Expected("exit-code", code)!.Value.Raw);

    [Fact]
    public async Task Every_signal_of_kill_l_leaves_the_status_that_C_gets()
    {
        foreach (Signal signal in SignalTable.All)
        {
            WaitStatus inC = new(await InC($"signal:{signal.Number}"));
            if (inC.Stopped)
                Assert.Equal((SignalAction.Stop, null), (signal.Action, Expected("signal", signal.Name)));
            else
                Assert.Equal(inC, Expected("signal", signal.Name));
        }
    }

    [Theory]
    [MemberData(nameof(FaultIds))]
    public async Task The_catalogue_promises_the_status_that_C_gets(string fault)
    {
        WaitStatus inC = new(await InC(fault));
        Assert.Equal(inC, Expected(fault, FaultCatalogue.Find(fault)!.Argument?.Default) ?? WaitStatus.OfSignal(9));
    }

    public static TheoryData<string> FaultIds() => [.. Faults()];

    private static IEnumerable<string> Faults() => FaultCatalogue.All.Select(fault => fault.Id);

    private static WaitStatus? Expected(string id, string? argument)
    {
        Fault fault = FaultCatalogue.Find(id)!;
        return fault.ChildStatus(argument is null ? 0 : fault.Argument!.Parse(argument)!.Value);
    }

    private static async Task<int> InC(string fault)
    {
        string[] parts = fault.Split(':');
        string? argument = parts.Length > 1 ? parts[1] : FaultCatalogue.Find(fault)!.Argument?.Default;
        // A C program that stops itself is continued at once.
        if (parts[0] == "stop")
            argument = null;
        if (argument is not null && parts[0] == "signal")
            argument = SignalTable.Find(argument)!.Number.ToString(CultureInfo.InvariantCulture);
        string program = await Gcc.Program(await Source("faults.c"), "-Wno-infinite-recursion");
        Finished finished = await new SandboxProgram { Program = program }.RunWith(argument is null ? [parts[0]] : [parts[0], argument]);
        return int.Parse(finished.AssertExit(0).Output, CultureInfo.InvariantCulture);
    }

    private static async Task<string> Source(string name)
    {
        await using Stream stream = typeof(FaultOracleTests).Assembly.GetManifestResourceStream(name)!;
        return await new StreamReader(stream).ReadToEndAsync();
    }
}
