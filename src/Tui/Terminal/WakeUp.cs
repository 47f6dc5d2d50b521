using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Tui.Terminal;

/// <summary>Wakes the thread that waits for the terminal, from any other; see eventfd(2).</summary>
internal sealed unsafe class WakeUp : IDisposable
{
    public int Fd { get; } = Terminals.EventFd(0, EventFdH.EFD_NONBLOCK | EventFdH.EFD_CLOEXEC);

    public void Send()
    {
        ulong one = 1;
        _ = LibC.WriteOnce(Fd, &one, sizeof(ulong));
    }

    public void Clear()
    {
        ulong count;
        _ = LibC.ReadOnce(Fd, &count, sizeof(ulong));
    }

    /// <summary>Waits until somebody wakes it.</summary>
    public void Wait()
    {
        var fd = new PollFd { Fd = Fd, Events = FcntlH.POLLIN };
        _ = LibC.PollOnce(&fd, 1, -1);
        Clear();
    }

    public void Dispose() => _ = Raw.Close(Fd);
}
