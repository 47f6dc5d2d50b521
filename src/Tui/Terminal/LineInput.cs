using System.Runtime.InteropServices;
using System.Text;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Tui.Terminal;

/// <summary>
/// Lines from a descriptor, as a stream that takes no more than is there and changes no terminal mode. Waiting for a line can be ended from outside,
/// which a read(2) that blocks cannot.
/// </summary>
/// <param name="descriptor">An open descriptor.</param>
internal sealed unsafe class LineInput(int descriptor)
{
    private const int MostAtOnce = 4096;
    private const int ForEver = -1;

    /// <summary>No person types a longer line: what goes on without an end, as /dev/zero does, has no lines.</summary>
    private const int Longest = 1 << 16;

    private readonly List<byte> _unread = [];

    /// <summary>The next line, without its end; <c>null</c> after the last one, where nothing can be read, where a line is longer than 64 KiB, or when <paramref name="leave"/> came first.</summary>
    public string? ReadLine(CancellationToken leave)
    {
        using WakeUp left = new();
        using CancellationTokenRegistration registration = leave.Register(left.Send);
        while (!leave.IsCancellationRequested)
        {
            if (_unread.IndexOf((byte)'\n') is >= 0 and int end)
                return Take(end, behind: 1);
            if (_unread.Count > Longest)
                return null;
            if (!WaitFor(left))
                continue;
            if (Fill())
                continue;
            return _unread.Count > 0 ? Take(_unread.Count, behind: 0) : null;
        }
        return null;
    }

    private string Take(int length, int behind)
    {
        string line = Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(_unread)[..length]);
        _unread.RemoveRange(0, length + behind);
        return line.EndsWith('\r') ? line[..^1] : line;
    }

    /// <summary>Waits until there is something to read, or its end; otherwise it was left.</summary>
    private bool WaitFor(WakeUp left)
    {
        PollFd* fds = stackalloc PollFd[2];
        fds[0] = new PollFd { Fd = descriptor, Events = FcntlH.POLLIN };
        fds[1] = new PollFd { Fd = left.Fd, Events = FcntlH.POLLIN };
        return LibC.PollOnce(fds, 2, ForEver) > 0 && fds[0].Returned != 0;
    }

    /// <summary>Reads what is there.</summary>
    /// <returns>Whether there may be more.</returns>
    private bool Fill()
    {
        byte* bytes = stackalloc byte[MostAtOnce];
        nint count = LibC.ReadOnce(descriptor, bytes, MostAtOnce);
        if (count < 0)
            return Marshal.GetLastPInvokeError() is ErrnoH.EINTR or ErrnoH.EAGAIN;
        _unread.AddRange(new ReadOnlySpan<byte>(bytes, (int)count));
        return count > 0;
    }
}
