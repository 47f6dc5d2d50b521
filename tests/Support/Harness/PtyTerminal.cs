using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Sandbox.Tests.Support.Harness;

/// <summary>A line between a program and its terminal.</summary>
/// <param name="Answers">Whether the terminal says that it is well when it is asked to (DSR), as every emulator does.</param>
/// <param name="BytesPerSecond">How much of what is written it takes; <c>null</c> for as much as comes, 0 for nothing.</param>
internal sealed record Link(bool Answers = false, int? BytesPerSecond = null);

/// <summary>A terminal without a screen: what a program writes to it is kept as bytes, what is written here are keys.</summary>
internal sealed unsafe class PtyTerminal : IDisposable
{
    private const int SlicesPerSecond = 30;

    private readonly int _master, _slave, _stopped, _stop;
    private readonly Thread _reader;
    private readonly Link _link;
    private readonly List<byte> _written = [];
    private (string Text, int From, TaskCompletionSource<long> Came)? _awaited;
    private long _lastByte;

    public PtyTerminal(int columns = 80, int rows = 24, Link? link = null)
    {
        _link = link ?? new Link();
        _master = LibC.Check(LibC.posix_openpt(LibC.O_RDWR | LibC.O_NOCTTY | LibC.O_CLOEXEC), "posix_openpt");
        LibC.Check(LibC.grantpt(_master), "grantpt");
        LibC.Check(LibC.unlockpt(_master), "unlockpt");
        byte* name = stackalloc byte[256];
        LibC.CheckError(LibC.ptsname_r(_master, name, 256), "ptsname_r");
        Path = Marshal.PtrToStringUTF8((nint)name)!;
        // Held open by us, so that the terminal's modes can be read after the program has ended.
        _slave = LibC.Check(LibC.open(Path, LibC.O_RDWR | LibC.O_NOCTTY | LibC.O_CLOEXEC, 0), $"open {Path}");
        Resize(columns, rows);
        int* ends = stackalloc int[2];
        LibC.Check(LibC.pipe2(ends, LibC.O_CLOEXEC), "pipe2");
        (_stopped, _stop) = (ends[0], ends[1]);
        _reader = new Thread(ReadAll) { IsBackground = true, Name = $"read {Path}" };
        _reader.Start();
    }

    /// <summary>The terminal's path.</summary>
    public string Path { get; }

    /// <summary>All that was written to it until now.</summary>
    public string Written
    {
        get
        {
            lock (_written)
                return Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(_written));
        }
    }

    /// <summary>When the last byte came, as <see cref="Stopwatch.GetTimestamp"/> counts.</summary>
    public long LastByte => Volatile.Read(ref _lastByte);

    /// <summary>Whether all that was written to it until now has been read.</summary>
    public bool IsRead
    {
        get
        {
            LibC.PollFd fd = new() { Fd = _master, Events = LibC.POLLIN };
            lock (_written)
                return LibC.poll(&fd, 1, 0) <= 0 || (fd.Returned & LibC.POLLIN) == 0;
        }
    }

    /// <summary>The modes that stty(1) shows: the whole termios, in hexadecimal, to be compared.</summary>
    public string Modes
    {
        get
        {
            byte* termios = stackalloc byte[LibC.Opaque];
            LibC.Check(LibC.tcgetattr(_slave, termios), "tcgetattr");
            return Convert.ToHexString(new ReadOnlySpan<byte>(termios, 60));
        }
    }

    /// <summary>When a text is written from now on, as <see cref="Stopwatch.GetTimestamp"/> counts: taken as it comes, not when somebody looks.</summary>
    public Task<long> When(string text)
    {
        var came = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_written)
            _awaited = (text, _written.Count, came);
        return came.Task;
    }

    /// <summary>How many bytes of what was typed the program has not read yet.</summary>
    public int Unread
    {
        get
        {
            int count;
            LibC.Check(LibC.ioctl(_slave, LibC.FIONREAD, &count), "ioctl(FIONREAD)");
            return count;
        }
    }

    /// <summary>Presses keys: the bytes that a terminal would send.</summary>
    public void Type(string keys)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(keys);
        fixed (byte* first = bytes)
            LibC.Check((int)LibC.write(_master, first, bytes.Length), "write");
    }

    /// <summary>Has the terminal take nothing any more, or go on: what C-s and C-q do.</summary>
    public void Freeze(bool frozen) => LibC.Check(LibC.tcflow(_slave, frozen ? LibC.TCOOFF : LibC.TCOON), "tcflow");

    public void Resize(int columns, int rows)
    {
        LibC.WindowSize size = new() { Columns = (ushort)columns, Rows = (ushort)rows };
        LibC.Check(LibC.ioctl(_master, LibC.TIOCSWINSZ, &size), "ioctl(TIOCSWINSZ)");
    }

    public void Dispose()
    {
        // The reader goes first: a number that is closed under it may be the next terminal's, whose bytes it would steal.
        _ = LibC.close(_stop);
        _reader.Join();
        _ = LibC.close(_stopped);
        // What is left of the session gets SIGHUP from the kernel.
        _ = LibC.close(_slave);
        _ = LibC.close(_master);
    }

    private void ReadAll()
    {
        const int Size = 16384;
        ReadOnlySpan<byte> question = "\e[5n"u8, answer = "\e[0n"u8;
        int most = _link.BytesPerSecond is { } few ? Math.Clamp(few / SlicesPerSecond, 1, Size) : Size, asked = 0;
        byte* buffer = stackalloc byte[Size];
        LibC.PollFd* fds = stackalloc LibC.PollFd[2];
        fds[0] = new LibC.PollFd { Fd = _link.BytesPerSecond == 0 ? -1 : _master, Events = LibC.POLLIN };
        fds[1] = new LibC.PollFd { Fd = _stopped };
        while (true)
        {
            int ready = LibC.poll(fds, 2, -1);
            if (fds[1].Returned != 0)
                return;
            nint count = -1;
            // Read and noted in one: IsRead tells of both.
            lock (_written)
            {
                count = ready > 0 ? LibC.read(_master, buffer, most) : -1;
                if (count > 0)
                    _written.AddRange(new ReadOnlySpan<byte>(buffer, (int)count));
            }
            if (count < 0 && Marshal.GetLastPInvokeError() == LibC.EINTR)
                continue;
            if (count <= 0)
                return;
            Volatile.Write(ref _lastByte, Stopwatch.GetTimestamp());
            lock (_written)
            {
                if (_awaited is var (text, from, came)
                    && CollectionsMarshal.AsSpan(_written)[from..].IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)
                {
                    came.TrySetResult(_lastByte);
                    _awaited = null;
                }
            }
            for (int i = 0; _link.Answers && i < count; i++)
            {
                asked = buffer[i] == question[asked] ? asked + 1 : buffer[i] == question[0] ? 1 : 0;
                if (asked < question.Length)
                    continue;
                asked = 0;
                fixed (byte* first = answer)
                    LibC.Check((int)LibC.write(_master, first, answer.Length), "write");
            }
            if (_link.BytesPerSecond is { } bytes and > 0 && LibC.poll(fds + 1, 1, (int)(count * 1000 / bytes)) > 0)
                return;
        }
    }
}
