using Sandbox.Core.Hosting;
using Sandbox.Core.Runs;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Models;

/// <summary>What all models have in common whose workers are child processes: start them all, then wait.</summary>
public abstract class ChildrenModel : ExecutionModel
{
    /// <inheritdoc/>
    public override WorkerKind Kind => WorkerKind.Process;

    /// <summary>The call that starts a worker, for messages.</summary>
    internal abstract HostCall StartCall { get; }

    /// <summary>Starts one worker.</summary>
    /// <returns>0, or the error's number.</returns>
    internal abstract int Start(HostRun run, int index, out int pid);

    internal override void Run(HostRun run)
    {
        WaitStrategy strategy = WaitCatalogue.InUse(run.Spec)!;
        strategy.Prepare(run);
        if (strategy.HoldsWorkers)
            run.Hold(Step.Start);
        int[] pids = new int[run.Count];
        bool refused = false;
        for (int turn = 0; turn < run.Count && !refused; turn++)
        {
            int index = run.InTurn(turn);
            int errno = Start(run, index, out int pid);
            refused = errno != 0;
            if (refused)
            {
                run.StartFailed(index, StartCall, errno);
                continue;
            }
            pids[index] = pid;
            run.Started(index, pid);
        }
        if (run.Spec.Orphan && !refused)
            run.Leave();
        run.WaitForChildren(strategy, pids, end: refused);
        HostTimer.Stop();
    }
}
