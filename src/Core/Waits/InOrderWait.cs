namespace Sandbox.Core.Waits;

/// <summary>The lab's way: for each child in turn, blocking.</summary>
public sealed class InOrderWait : WaitStrategy
{
    /// <inheritdoc/>
    public override string Id => "in-order";

    /// <inheritdoc/>
    public override string Summary => "wait for child 0, then 1, then 2 ...: a child that ends early stays a zombie until its turn";

    /// <inheritdoc/>
    public override string Call => "waitpid(pid[i], &status, 0)";

    internal override void WaitForAll(WaitRoom room)
    {
        foreach (int pid in room.Pids)
        {
            while (room.Holds(pid))
                room.WaitPid(pid, 0);
        }
    }
}
