using System.Runtime.CompilerServices;

namespace Sandbox.Tests.Support.Harness;

/// <summary>
/// The tests adopt the orphans of what they start. So an orphan is seen whatever process 1 does here (in a container it may
/// never reap), and a zombie that is left belongs to a parent that forgot it.
/// </summary>
internal static unsafe class Orphans
{
    public static void ComeToUs() => LibC.Check(LibC.prctl(LibC.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), "prctl(PR_SET_CHILD_SUBREAPER)");

    /// <summary>Does for an adopted zombie what process 1 does; nothing where its parent is another or it still runs.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Reap(ProcessEntry entry)
    {
        int status;
        if (entry is { State: 'Z' } && entry.Parent == Environment.ProcessId)
            _ = LibC.waitpid(entry.Pid, &status, LibC.WNOHANG);
    }
}
