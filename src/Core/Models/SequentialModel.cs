using Sandbox.Core.Hosting;
using Sandbox.Core.Native;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Models;

/// <summary>One loop in the host: the baseline.</summary>
public sealed unsafe class SequentialModel : ExecutionModel
{
    /// <inheritdoc/>
    public override string Id => "sequential";

    /// <inheritdoc/>
    public override string Workers => "one loop in the host";

    /// <inheritdoc/>
    public override string Array => "the host's own";

    /// <inheritdoc/>
    public override string Summary => "the baseline: nobody else to hurt, nobody left to report";

    /// <inheritdoc/>
    public override WorkerKind Kind => WorkerKind.Thread;

    /// <inheritdoc/>
    public override bool Single => true;

    internal override void Run(HostRun run)
    {
        for (int turn = 0; turn < run.Count; turn++)
        {
            int index = run.InTurn(turn);
            WorkerJob* job = run.Job(index);
            run.Started(index, Raw.GetPid());
            // The loop goes on when the intruder is done: it cannot wait for a step that the worker after it comes to first.
            job->Exits = !job->Intruder;
            Worker.Live(job);
            ThreadUsage.Note(job->Slot);
        }
        run.NotePages();
    }
}
