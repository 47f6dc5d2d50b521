using Sandbox.Core;
using Sandbox.Core.Matrix;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Interactive;

/// <summary>Carries the effects out that concern the matrix: fills it, ends that, tells the loop what happens.</summary>
internal sealed class MatrixSession(Func<IRunner> runner, Inbox inbox) : IDisposable
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(3);

    private CancellationTokenSource _stop = new();
    private Task _filling = Task.CompletedTask;

    public void Fill(MatrixPlan plan)
    {
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        _filling = Follow(plan, _stop.Token);
    }

    public void Stop() => _stop.Cancel();

    /// <summary>Ends the runs under way and waits until nothing of them is left, but not for ever.</summary>
    public void Dispose()
    {
        Stop();
        _filling.Wait(EndPatience);
        _stop.Dispose();
    }

    private async Task Follow(MatrixPlan plan, CancellationToken stop)
    {
        string? bug = null;
        try
        {
            await MatrixRun.Fill(plan, runner, happened => inbox.Post(new Message.MatrixHappened(happened)), stop).ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            // Whatever it was: the screen lives on, and says so.
            bug = problem is SandboxBugException ? problem.Message : $"{problem.GetType().Name}: {problem.Message}";
        }
        inbox.Post(new Message.MatrixEnded(bug));
    }
}
