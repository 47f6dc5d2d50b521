using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Tracing;

/// <summary>
/// Waits for the next stop of any tracee. To sleep and to be woken on another processor costs more than most stops take to come. So where a
/// processor is free it asks again and again for a while, and only then sleeps.
/// </summary>
/// <param name="tracees">All tracees, by thread.</param>
internal sealed class StopWait(Dictionary<int, Tracee> tracees)
{
    /// <summary>How long it asks, in nanoseconds: about what a fork takes with its child's start and end.</summary>
    private const long AskNs = 150_000;

    /// <summary>Turns of a loop between two questions, for a question holds up who is about to start or end.</summary>
    private const int Turns = 10;

    // As the tracer's affinity and control group allow: on a single processor to ask would keep the tracee from running.
    private readonly int _processors = Environment.ProcessorCount;

    /// <summary>Waits as wait4(2) does: for any child of the calling thread and whatever it traces.</summary>
    /// <param name="status">Its wait status.</param>
    /// <param name="errno">Why, after -1.</param>
    /// <returns>The thread that stopped or ended, or -1.</returns>
    public int Next(out int status, out int errno)
    {
        if (HasProcessorFree())
        {
            long until = Clock.Now + AskNs;
            do
            {
                int tid = LibC.WaitForAnyOfThread(WaitH.WNOHANG, out status, out errno);
                if (tid != 0)
                    return tid;
                Thread.SpinWait(Turns);
            } while (Clock.Now < until);
        }
        return LibC.WaitForAnyOfThread(0, out status, out errno);
    }

    /// <summary>Whether no more tracees than processors may run: two of them at a stop are one that waits for the other.</summary>
    private bool HasProcessorFree()
    {
        if (_processors == 1 || tracees.Count > 4 * _processors)
            return false;
        int running = 0;
        foreach (Tracee tracee in tracees.Values)
            running += tracee.WantsExit ? 0 : 1;
        return running <= _processors;
    }
}
