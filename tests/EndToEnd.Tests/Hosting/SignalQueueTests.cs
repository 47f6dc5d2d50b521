using System.Globalization;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.EndToEnd.Tests.Oracles;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>Signals that wait: what arrives of many, held against a C program that sends as many by other calls (faults.c).</summary>
public class SignalQueueTests
{
    public static TheoryData<string, int> Queues() => new(
        from model in ModelCatalogue.Own
        from count in (int[])[1, 2, 1000]
        select (model.Id, count));

    [Theory]
    [MemberData(nameof(Queues))]
    public async Task As_many_arrive_as_in_C(string model, int count)
    {
        RunReport report = await Runs.Of(Runs.Spec(model, "signal-queue", count.ToString(CultureInfo.InvariantCulture)));

        Assert.Equal(new SignalsReport(count, 1, count, 0), report.Signals);
        Assert.Equal($"{count} 1 {count} 0\n", await FaultsInC.SaidBy($"signal-queue:{count}", pending: null));
        Assert.Equal((Verdict.Contained, true), (report.Verdict, report.Totals.Correct));
    }

    [Fact]
    public async Task Past_the_limit_of_pending_signals_the_kernel_refuses_as_many_as_in_C()
    {
        SandboxProgram limited = new() { User = new UnprivilegedUser(), Limits = ["--sigpending=100"] };
        Finished finished = await limited.RunWith("run", "--json", "--length", "1000", "--fault", "signal-queue:300");
        SignalsReport signals = ReportJson.Read(finished.AssertExit(0).Output).Signals!;

        Assert.Equal((300, 1, 300), (signals.Sent, signals.StandardArrived, signals.RealtimeArrived + signals.Refused));
        string[] inC = (await FaultsInC.SaidBy("signal-queue:300", pending: 100)).Trim().Split(' ');
        Assert.Equal([$"{signals.Sent}", $"{signals.StandardArrived}", $"{signals.RealtimeArrived}", $"{signals.Refused}"], inC);
        Assert.InRange(signals.Refused, 200, 201);
    }

    [Fact]
    public async Task Several_that_do_it_are_counted_together() => Assert.Equal(
        new SignalsReport(20, 2, 20, 0),
        (await Runs.Of(Runs.Spec("threads", "signal-queue", "10") with { Faulty = [1, 3] })).Signals);

    [Fact]
    public async Task Other_faults_send_none_that_are_counted() => Assert.Null((await Runs.Of(Runs.Spec("processes", "kill"))).Signals);
}
