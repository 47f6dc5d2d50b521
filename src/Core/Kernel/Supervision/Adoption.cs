using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Kernel.Host;
using Sandbox.Core.Status;

namespace Sandbox.Core.Kernel.Supervision;

/// <summary>What the second parent does for workers whose host has ended: it waits for each in turn, and tells of every call: when it begins, and what it returned.</summary>
internal static unsafe class Adoption
{
    /// <summary>Waits until none is left; each blocks.</summary>
    /// <param name="board">The board.</param>
    /// <param name="pids">The workers' pids by index.</param>
    /// <param name="tell">Takes a message a call, as a host sends it.</param>
    public static void WaitForAll(Board board, int[] pids, Action<HostEvent> tell)
    {
        for (int index = 0; index < pids.Length; index++)
        {
            HostEvent message;
            do
            {
                tell(new HostEvent { Kind = HostEventKind.WaitBegan, Call = HostCallKind.WaitPid, Worker = -1, Target = pids[index], At = Clock.Now });
                message = Wait(pids[index], index);
                if (message.HasStatus == 1)
                    board.Slots[index].ReapedAt = message.At;
                tell(message);
            }
            while (message.Errno == ErrnoH.EINTR);
        }
    }

    private static HostEvent Wait(int pid, int index)
    {
        long began = Clock.Now;
        int returned = LibC.Wait(pid, 0, out int status, out RUsage usage, out int errno);
        return new HostEvent
        {
            Kind = HostEventKind.Waited,
            Call = HostCallKind.WaitPid,
            Worker = returned > 0 ? index : -1,
            Target = pid,
            Value = returned,
            Status = status,
            HasStatus = returned > 0 ? 1 : 0,
            Errno = errno,
            Usage = usage,
            At = Clock.Now,
            BeganAt = began,
        };
    }
}
