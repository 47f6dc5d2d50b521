using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Sandbox.Tests.Support.Harness;

/// <summary>A pipe whose other end a child gets; our end is never inherited.</summary>
internal sealed class Pipe : IDisposable
{
    private readonly FileStream _ours;
    private readonly StringBuilder _text = new();
    private int _theirs;

    private Pipe(bool childWrites)
    {
        (int read, int write) = Open();
        _theirs = childWrites ? write : read;
        _ours = new FileStream(
            new SafeFileHandle(childWrites ? read : write, ownsHandle: true), childWrites ? FileAccess.Read : FileAccess.Write, 0);
        // A thread of its own: a read of a pipe blocks, and in the pool it would keep everybody else waiting.
        End = childWrites
            ? Task.Factory.StartNew(ReadAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            : Task.CompletedTask;
    }

    /// <summary>The child's end.</summary>
    public int Theirs => _theirs;

    /// <summary>Complete when every writer has closed its end.</summary>
    public Task End { get; }

    /// <summary>What has been read until now.</summary>
    public string Text
    {
        get
        {
            lock (_text)
                return _text.ToString();
        }
    }

    /// <summary>A pipe that the child writes to.</summary>
    public static Pipe FromChild() => new(childWrites: true);

    /// <summary>A pipe that the child reads from.</summary>
    public static Pipe ToChild() => new(childWrites: false);

    /// <summary>Closes our copy of the child's end; call it when the child has its own.</summary>
    public void HandOver()
    {
        int fd = Interlocked.Exchange(ref _theirs, -1);
        if (fd >= 0)
            _ = LibC.close(fd);
    }

    /// <summary>Writes a text and closes our end. A child that reads none of it is no error.</summary>
    public async Task WriteAll(string text)
    {
        try
        {
            await _ours.WriteAsync(Encoding.UTF8.GetBytes(text));
        }
        catch (IOException)
        {
            // EPIPE: it has ended.
        }

        await _ours.DisposeAsync();
    }

    public void Dispose()
    {
        HandOver();
        if (End.IsCompleted)
            _ours.Dispose();
    }

    private static unsafe (int Read, int Write) Open()
    {
        int* ends = stackalloc int[2];
        LibC.Check(LibC.pipe2(ends, LibC.O_CLOEXEC), "pipe2");
        return (ends[0], ends[1]);
    }

    private void ReadAll()
    {
        byte[] buffer = new byte[65536];
        char[] chars = new char[65536 + 1];
        Decoder decoder = Encoding.UTF8.GetDecoder();
        int count;
        while ((count = _ours.Read(buffer)) > 0)
        {
            int length = decoder.GetChars(buffer.AsSpan(0, count), chars, flush: false);
            lock (_text)
                _text.Append(chars.AsSpan(0, length));
        }
    }
}
