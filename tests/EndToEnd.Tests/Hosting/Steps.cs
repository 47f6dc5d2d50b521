using Sandbox.Core.Runs;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>Stepped runs, from one settled step to another.</summary>
internal static class Steps
{
    /// <summary>The next step, once everybody waits for it; <c>null</c> where the run ends instead.</summary>
    public static async Task<Step?> Settled(IRun run)
    {
        Step? next = null;
        await Until(() => run.Completion.IsCompleted || (next = run.ReadStep() is { Settled: true } stop ? stop.Next : null) is not null);
        return next;
    }

    /// <summary>Lets a run go on until it waits for a step, or ends.</summary>
    public static async Task AdvanceTo(IRun run, Step step)
    {
        while (await Settled(run) is { } next && next != step)
            run.Advance();
    }

    /// <summary>Waits for a state.</summary>
    public static Task Until(Func<bool> state) => Eventually.Assert(state, "what the step brings", within: TimeSpan.FromSeconds(60));
}
