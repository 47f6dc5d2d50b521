using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Tui.Terminal;

/// <summary>
/// The terminal device. It is opened anew and non-blocking: the shell's own open file stays as it is, and a link that takes nothing
/// can hold no thread.
/// </summary>
internal sealed unsafe class Tty : IDisposable
{
    private const int StandardInput = 0, StandardOutput = 1;
    private const int PatienceSliceMs = 10;

    private readonly Termios _found;

    private Tty(int fd, Termios found) => (Fd, _found) = (fd, found);

    public int Fd { get; }

    /// <summary>Opens the terminal that the program was started on; <c>null</c> where its input or output is none.</summary>
    public static Tty? Open()
    {
        if (Terminals.IsATty(StandardInput) == 0 || Terminals.IsATty(StandardOutput) == 0)
            return null;
        const int flags = FcntlH.O_RDWR | FcntlH.O_NONBLOCK | FcntlH.O_CLOEXEC | FcntlH.O_NOCTTY;
        // After su(1) the device belongs to somebody else and only /dev/tty opens; without a controlling terminal, only the device.
        int fd = Open("/dev/tty\0"u8, flags);
        if (fd < 0)
            fd = Open("/proc/self/fd/1\0"u8, flags);
        Termios found;
        return fd >= 0 && Terminals.GetAttributes(fd, &found) == 0 ? new Tty(fd, found) : null;
    }

    /// <summary>The size as the kernel knows it now, <see cref="Size.Most"/> of it; 80x24 where it knows none, as on a serial line.</summary>
    public Size Size
    {
        get
        {
            WindowSize size;
            return Terminals.GetWindowSize(Fd, IoCtlH.TIOCGWINSZ, &size) == 0 && size is { Columns: > 0, Rows: > 0 }
                ? new Size(size.Columns, size.Rows).Capped
                : new Size(80, 24);
        }
    }

    /// <summary>The modes as they were found, in the words of <c>stty -g</c>.</summary>
    public string FoundInSttyWords
    {
        get
        {
            var words = new StringBuilder();
            words.Append(CultureInfo.InvariantCulture, $"{_found.Input:x}:{_found.Output:x}:{_found.Control:x}:{_found.Local:x}");
            foreach (byte character in _found.Characters)
                words.Append(CultureInfo.InvariantCulture, $":{character:x}");
            return words.ToString();
        }
    }

    public void MakeRaw()
    {
        Termios raw = _found;
        Terminals.MakeRaw(&raw);
        raw.Characters[TermiosH.VMIN] = 1;
        raw.Characters[TermiosH.VTIME] = 0;
        SetAttributes(&raw);
    }

    public void Restore()
    {
        Termios found = _found;
        SetAttributes(&found);
    }

    /// <summary>Forgets what was typed and not read.</summary>
    public void ForgetInput() => Terminals.Flush(Fd, TermiosH.TCIFLUSH);

    /// <summary>Reads what is there.</summary>
    /// <returns>How many bytes; 0 where there are none now; -1 where there will be none any more.</returns>
    public int Read(Span<byte> into)
    {
        fixed (byte* bytes = into)
        {
            nint count = LibC.ReadOnce(Fd, bytes, (nuint)into.Length);
            if (count > 0)
                return (int)count;
            return count < 0 && Marshal.GetLastPInvokeError() is ErrnoH.EAGAIN or ErrnoH.EINTR ? 0 : -1;
        }
    }

    /// <summary>Writes all bytes, unless the terminal stops taking them.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="patienceMs">How long the terminal may take none at all.</param>
    /// <param name="giveUp">Asked while waiting: whether to leave it.</param>
    /// <returns>Whether all were written.</returns>
    public bool Write(ReadOnlySpan<byte> bytes, int patienceMs, Func<bool>? giveUp = null)
    {
        long stalledSince = Stopwatch.GetTimestamp();
        fixed (byte* first = bytes)
        {
            for (int done = 0; done < bytes.Length;)
            {
                nint count = LibC.WriteOnce(Fd, first + done, (nuint)(bytes.Length - done));
                if (count > 0)
                {
                    done += (int)count;
                    stalledSince = Stopwatch.GetTimestamp();
                    continue;
                }
                int error = Marshal.GetLastPInvokeError();
                if (error == ErrnoH.EINTR)
                    continue;
                if (error != ErrnoH.EAGAIN || Stopwatch.GetElapsedTime(stalledSince).TotalMilliseconds >= patienceMs || giveUp?.Invoke() == true)
                    return false;
                var room = new PollFd { Fd = Fd, Events = FcntlH.POLLOUT };
                _ = LibC.PollOnce(&room, 1, PatienceSliceMs);
            }
        }
        return true;
    }

    /// <summary>Waits until there is something to read, or a time is over.</summary>
    /// <param name="other">Another descriptor whose readiness ends the wait too; -1 for none.</param>
    /// <param name="pipe">The end of a pipe that is written to: the end of its reader ends the wait too; -1 for none.</param>
    /// <param name="timeoutMs">The time; -1 is for ever.</param>
    /// <returns>Whether there is something to read on the terminal.</returns>
    public bool WaitReadable(int other, int pipe, int timeoutMs)
    {
        PollFd* fds = stackalloc PollFd[3];
        fds[0] = new PollFd { Fd = Fd, Events = FcntlH.POLLIN };
        fds[1] = new PollFd { Fd = other, Events = FcntlH.POLLIN };
        fds[2] = new PollFd { Fd = pipe };
        return LibC.PollOnce(fds, 3, timeoutMs) > 0 && fds[0].Returned != 0;
    }

    public void Dispose() => _ = Raw.Close(Fd);

    private static int Open(ReadOnlySpan<byte> path, int flags)
    {
        fixed (byte* name = path)
            return Raw.Open(name, flags, 0);
    }

    // TCSANOW: the others wait until the output is gone, which on a frozen link is never.
    private void SetAttributes(Termios* termios)
    {
        while (Terminals.SetAttributes(Fd, TermiosH.TCSANOW, termios) < 0 && Marshal.GetLastPInvokeError() == ErrnoH.EINTR)
        {
        }
    }
}
