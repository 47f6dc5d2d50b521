using Sandbox.Core.Faults;
using Sandbox.Core.Hosting;
using Sandbox.Core.Models;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Hosting;

/// <summary>Specs and runs for tests.</summary>
internal static class Runs
{
    /// <summary>Longer than any run of a test takes; one that takes longer fails.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    /// <summary>The native host, which ./sandbox builds: the one beside the program that SANDBOX_PROGRAM names, or the checkout's own.</summary>
    public static string Host { get; } = Path.Combine(
        Path.GetDirectoryName(Environment.GetEnvironmentVariable("SANDBOX_PROGRAM")) ?? Path.Combine(Architecture.SourceFile.Root, "artifacts", "run"), HostProgram.Name);

    private static readonly Runner Runner = new(Host);

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

    /// <summary>Starts a run.</summary>
    public static IRun Start(RunSpec spec) => Runner.Start(spec);

    /// <summary>Runs a spec to its end.</summary>
    public static Task<RunReport> Of(RunSpec spec) => End(Runner.Start(spec));

    /// <summary>A run's report when it has ended.</summary>
    public static Task<RunReport> End(IRun run) => run.Completion.WaitAsync(Limit, TestContext.Current.CancellationToken);
}
