using Sandbox.Core.Headers;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Commands;

/// <summary>An output could not be written: the disk is full, the file too large.</summary>
internal sealed class OutputFailedException(string message) : IOException(message);

/// <summary>
/// write(2) on an open descriptor, and nothing else. System.Console would send keypad modes to a terminal first, and a FileStream
/// keeps a file position of its own: in <c>(sandbox models; date) > file</c> date would write over the models.
/// </summary>
/// <param name="descriptor">An open descriptor.</param>
/// <param name="mayFail">Whether a failed write is to be passed over: there is nobody left to tell.</param>
internal sealed class DescriptorStream(int descriptor, bool mayFail = false) : Stream
{
    private bool _nobodyListens;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <exception cref="OutputFailedException">The kernel took no more.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_nobodyListens || Descriptors.Write(descriptor, buffer) is not (> 0 and int error))
            return;
        // EPIPE: the reader has seen enough, as `head` does, and that is no failure.
        if (error != ErrnoH.EPIPE && !mayFail)
            throw new OutputFailedException(Refusal.Words(error));
        _nobodyListens = true;
    }
}
