using Sandbox.Core.Catalogue;
using Sandbox.Core.Signals;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Oracles;

/// <summary>What the catalogue promises of a fault, held against a C program that meets it (faults.c). What really comes of it is in <see cref="GridTests"/>.</summary>
public class FaultOracleTests
{
    /// <summary>All but the loss of a host, for which a C program alone has none: RankHostTests.</summary>
    public static TheoryData<string> Faults => [.. FaultCatalogue.All.Where(fault => !fault.LosesHost).Select(fault => fault.Id)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_catalogue_promises_the_status_that_C_gets(string fault) =>
        Assert.Equal(await FaultsInC.StatusOf(fault), Promised(fault, FaultCatalogue.Find(fault)!.Argument?.Default) ?? WaitStatus.OfSignal(9));

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("3")]
    [InlineData("11")]
    [InlineData("139")]
    [InlineData("255")]
    [InlineData("256")]
    [InlineData("-1")]
    public async Task An_exit_code_leaves_the_status_that_C_gets(string code) =>
        Assert.Equal(await FaultsInC.StatusOf($"exit-code:{code}"), Promised("exit-code", code));

    [Fact]
    public async Task Every_signal_of_kill_l_leaves_the_status_that_C_gets()
    {
        foreach (Signal signal in SignalTable.All)
        {
            WaitStatus inC = await FaultsInC.StatusOf($"signal:{signal.Name}");
            if (inC.Stopped)
                Assert.Equal((SignalAction.Stop, null), (signal.Action, Promised("signal", signal.Name)));
            else
                Assert.Equal(inC, Promised("signal", signal.Name));
        }
    }

    private static WaitStatus? Promised(string id, string? argument)
    {
        Fault fault = FaultCatalogue.Find(id)!;
        return fault.ChildStatus(argument is null ? 0 : fault.Argument!.Parse(argument)!.Value);
    }
}
