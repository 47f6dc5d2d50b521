using static Sandbox.Tui.Terminal.LibC;

namespace Sandbox.Tui.Terminal;

/// <summary>Wakes the thread that waits for the terminal, from any other; see eventfd(2).</summary>
internal sealed unsafe class Bell : IDisposable
{
    public int Fd { get; } = EventFd(0, EventFlags.EFD_NONBLOCK | EventFlags.EFD_CLOEXEC);

    public void Ring()
    {
        ulong one = 1;
        _ = Write(Fd, (byte*)&one, sizeof(ulong));
    }

    public void Silence()
    {
        ulong count;
        _ = Read(Fd, (byte*)&count, sizeof(ulong));
    }

    /// <summary>Waits until somebody rings.</summary>
    public void WaitForRing()
    {
        var fd = new PollFd { Fd = Fd, Events = PollEvents.POLLIN };
        _ = Poll(&fd, 1, -1);
        Silence();
    }

    public void Dispose() => _ = Close(Fd);
}
