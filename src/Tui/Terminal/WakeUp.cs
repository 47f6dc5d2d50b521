using static Sandbox.Tui.Terminal.LibC;

namespace Sandbox.Tui.Terminal;

/// <summary>Wakes the thread that waits for the terminal, from any other; see eventfd(2).</summary>
internal sealed unsafe class WakeUp : IDisposable
{
    public int Fd { get; } = EventFd(0, EventFlags.EFD_NONBLOCK | EventFlags.EFD_CLOEXEC);

    public void Send()
    {
        ulong one = 1;
        _ = Write(Fd, (byte*)&one, sizeof(ulong));
    }

    public void Clear()
    {
        ulong count;
        _ = Read(Fd, (byte*)&count, sizeof(ulong));
    }

    /// <summary>Waits until somebody wakes it.</summary>
    public void Wait()
    {
        var fd = new PollFd { Fd = Fd, Events = PollEvents.POLLIN };
        _ = Poll(&fd, 1, -1);
        Clear();
    }

    public void Dispose() => _ = Close(Fd);
}
