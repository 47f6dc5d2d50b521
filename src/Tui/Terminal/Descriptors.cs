using System.Runtime.InteropServices;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Tui.Terminal;

/// <summary>What is asked of an open descriptor that may be a terminal, a pipe or a file.</summary>
internal static unsafe class Descriptors
{
    private const int UntilReady = -1;

    /// <summary>How large the terminal is: 0x0 where it does not know, <c>null</c> where the descriptor is none.</summary>
    public static Size? SizeOf(int fd)
    {
        if (Terminals.IsATty(fd) == 0)
            return null;
        WindowSize size;
        return Terminals.GetWindowSize(fd, IoCtlH.TIOCGWINSZ, &size) == 0 ? new Size(size.Columns, size.Rows).Capped : new Size(0, 0);
    }

    /// <summary>write(2), again where a signal came or whoever shares the descriptor has made it non-blocking.</summary>
    /// <param name="fd">The descriptor.</param>
    /// <param name="bytes">What to write.</param>
    /// <returns>0 when all is written; otherwise errno.</returns>
    public static int Write(int fd, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            for (int done = 0; done < bytes.Length;)
            {
                nint count = LibC.WriteOnce(fd, first + done, (nuint)(bytes.Length - done));
                if (count >= 0)
                {
                    done += (int)count;
                    continue;
                }
                switch (Marshal.GetLastPInvokeError())
                {
                    case ErrnoH.EINTR:
                        break;
                    case ErrnoH.EAGAIN:
                        PollFd room = new() { Fd = fd, Events = FcntlH.POLLOUT };
                        _ = LibC.PollOnce(&room, 1, UntilReady);
                        break;
                    case var error:
                        return error;
                }
            }
        }
        return 0;
    }
}
