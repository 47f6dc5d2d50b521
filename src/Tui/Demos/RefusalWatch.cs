using Sandbox.Core;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Demos;

/// <summary>Starts runs as another does, and tells when the machine refuses one: a screen shows it, and a demo waits for something else.</summary>
/// <param name="runner">Who starts them.</param>
/// <param name="refused">Is told why, and whether the run had begun, on any thread.</param>
internal sealed class RefusalWatch(IRunner runner, Action<string, bool> refused) : IRunner
{
    /// <inheritdoc/>
    public IRun Start(RunSpec spec, RunControl? control = null)
    {
        try
        {
            IRun run = runner.Start(spec, control);
            _ = run.Completion.ContinueWith(Look, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return run;
        }
        catch (MachineRefusedException problem)
        {
            refused(problem.Message, false);
            throw;
        }
    }

    private void Look(Task<RunReport> ended)
    {
        if (ended.Exception?.InnerException is MachineRefusedException problem)
            refused(problem.Message, !problem.BeforeStart);
        else if (ended is { IsCompletedSuccessfully: true, Result: { Verdict: null } report })
            refused(VerdictSentence.Of(report), true);
    }
}
