using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Kernel.Tracing;

/// <summary>A thread that is traced, as the tracer has to know it between two of its stops.</summary>
internal sealed class Tracee(int tid, TracedGroup group)
{
    public int Tid { get; } = tid;

    public TracedGroup Group { get; } = group;

    /// <summary>Whether it was never stopped before: the first stop is the tracer's own.</summary>
    public bool IsFresh { get; set; } = true;

    /// <summary>Whether it is in a system call, whose beginning was seen.</summary>
    public bool InCall { get; set; }

    /// <summary>Whether it is to stop where that call returns.</summary>
    public bool WantsExit { get; set; }

    /// <summary>That call, or the last one.</summary>
    public SyscallInfo Call { get; set; }

    /// <summary>What that call means to the tracer.</summary>
    public CallUse Use { get; set; }

    /// <summary>The wait call that it is.</summary>
    public TracedWait Wait { get; set; }

    /// <summary>The path that it is to execute.</summary>
    public string Path { get; set; } = "";

    /// <summary>Whether a signal interrupted the call, and the kernel makes it again.</summary>
    public bool IsRestarting { get; set; }

    /// <summary>Whether its clone does not do what the event says.</summary>
    public bool IsOddClone { get; set; }

    /// <summary>Forgets the call: what comes next is another one.</summary>
    public void LeaveCall() => (InCall, WantsExit, IsRestarting) = (false, false, false);
}

/// <summary>A process that is traced: its threads share a pid, a parent, children and stops.</summary>
internal sealed class TracedGroup(int pid, int parent)
{
    public int Pid { get; } = pid;

    public int Parent { get; set; } = parent;

    /// <summary>Its children that live.</summary>
    public HashSet<int> Children { get; } = [];

    /// <summary>Its children that have ended and that no wait of it returned yet.</summary>
    public HashSet<int> Zombies { get; } = [];

    /// <summary>Its threads that are traced.</summary>
    public HashSet<int> Threads { get; } = [];

    public bool IsStopped { get; set; }

    /// <summary>Whether one of its threads is in exec: others that end now end because of that.</summary>
    public bool IsInExec { get; set; }

    /// <summary>What it has arranged for its children's statuses.</summary>
    public Arrangement Sigchld { get; set; } = Arrangement.SigchldHeeded;
}
