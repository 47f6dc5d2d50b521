using Sandbox.Core.Runs;

namespace Sandbox.Core.Matrix;

/// <summary>
/// Fills the matrix: one run after the other. Beside those, one at a time too, take place the runs that mostly wait, for they leave a
/// processor free.
/// </summary>
public sealed class MatrixRun
{
    private readonly MatrixPlan _plan;
    private readonly IRunner _runner;
    private readonly Action<MatrixEvent> _tell;
    private readonly CancellationTokenSource _stop;
    private readonly Lock _turn = new();

    private MatrixRun(MatrixPlan plan, IRunner runner, Action<MatrixEvent> tell, CancellationTokenSource stop)
    {
        (_plan, _runner, _tell, _stop) = (plan, runner, tell, stop);
    }

    /// <summary>Fills a matrix, on threads of the pool.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="runner">Makes what starts the runs; asked once.</param>
    /// <param name="tell">Takes what happens, one event at a time, on any thread.</param>
    /// <param name="stop">Ends the runs under way and starts no other; those that were under way are not told of any more.</param>
    /// <returns>
    /// Complete when nothing of any run is left. It fails with <see cref="SandboxBugException"/> where a host itself broke; the other
    /// runs are ended then.
    /// </returns>
    public static Task Fill(MatrixPlan plan, Func<IRunner> runner, Action<MatrixEvent> tell, CancellationToken stop) => Task.Run(
        async () =>
        {
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stop);
            MatrixRun run = new(plan, runner(), tell, either);
            await Task.WhenAll(run.Lane(waits: false), run.Lane(waits: true)).ConfigureAwait(false);
        },
        CancellationToken.None);

    private Task Lane(bool waits) => Task.Run(async () =>
    {
        for (int round = 0; round < _plan.Repeat; round++)
        {
            for (int cell = 0; cell < _plan.Cells.Length && !_stop.IsCancellationRequested; cell++)
            {
                if (_plan.Cells[cell] is { Spec: { } spec } planned && planned.Waits == waits)
                    await RunCell(cell, spec).ConfigureAwait(false);
            }
        }
    });

    private async Task RunCell(int cell, RunSpec spec)
    {
        try
        {
            Tell(new MatrixEvent.Started(cell));
            IRun run = _runner.Start(spec);
            RunReport report;
            using (_stop.Token.Register(run.Stop))
                report = await run.Completion.ConfigureAwait(false);
            Tell(report.Verdict is null ? new MatrixEvent.Refused(cell, VerdictSentence.Of(report)) : new MatrixEvent.Ended(cell, report));
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // A host that was ended while it began has no report.
        }
        catch (MachineRefusedException refused)
        {
            Tell(new MatrixEvent.Refused(cell, refused.Message));
        }
        catch (Exception)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void Tell(MatrixEvent happened)
    {
        lock (_turn)
        {
            // What was ended half-way shows nothing.
            if (!_stop.IsCancellationRequested)
                _tell(happened);
        }
    }
}
