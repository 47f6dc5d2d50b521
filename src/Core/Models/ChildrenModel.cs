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
        List<Child> children = [];
        bool refused = false;
        foreach (int index in run.StartOrder)
        {
            int errno = Start(run, index, out int pid);
            if (errno != 0)
            {
                run.StartFailed(index, StartCall, errno);
                refused = true;
                break;
            }
            run.Started(index, pid);
            children.Add(new Child(index, pid));
        }
        children.Sort((one, other) => one.Index.CompareTo(other.Index));
        run.WaitForChildren(children, end: refused);
        HostTimer.Stop();
    }
}
