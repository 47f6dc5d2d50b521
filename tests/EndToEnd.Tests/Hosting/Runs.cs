using Sandbox.Core.Catalogue;
using Sandbox.Core.Kernel.Host;
using Sandbox.Core.Kernel.Supervision;
using Sandbox.Core.Runs;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>Specs and runs for tests: real runs, in hosts that this process starts itself.</summary>
internal static class Runs
{
    /// <summary>Longer than any run of a test takes; one that takes longer fails.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    /// <summary>Starts runs in hosts of the program under test.</summary>
    public static Runner Runner { get; } = new(SandboxProgram.Beside(HostProgram.Name), asksFirst: false);

    /// <summary>A small spec of 4 workers, 1 in the sequential model; worker 2 or the only one is faulty.</summary>
    public static RunSpec Spec(string model, string fault, string? argument = null)
    {
        int workers = ModelCatalogue.Find(model)!.Single ? 1 : 4;
        bool faulty = FaultCatalogue.Find(fault)!.Actor == FaultActor.FaultyWorker;
        return new RunSpec
        {
            Model = model,
            Workers = workers,
            Length = 100_000,
            Seed = 42,
            Fault = fault,
            FaultArgument = argument,
            Faulty = faulty ? [Math.Min(2, workers - 1)] : [],
            Wait = "in-order",
            Order = RunOrder.IntruderFirst,
            Pages = PageSize.Small,
            Pace = 0,
            Timeout = 30,
        };
    }

    /// <summary>Runs a spec to its end, and fails where it left something behind.</summary>
    public static Task<RunReport> Of(RunSpec spec) => End(Runner.Start(spec));

    /// <summary>A run's report when it has ended; fails where it left something behind.</summary>
    public static async Task<RunReport> End(IRun run)
    {
        RunReport report = await run.Completion.WaitAsync(Limit, TestContext.Current.CancellationToken);
        await Leaks.AssertNone(report.Host.Pid);
        return report;
    }
}
