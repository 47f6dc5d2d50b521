using System.Text;

namespace Sandbox.Tui.Commands;

/// <summary>Standard output could not be written: the disk is full, the file system read-only.</summary>
internal sealed class OutputFailedException(string message) : IOException(message);

/// <summary>The two outputs of this process, as plain streams.</summary>
internal static class StandardStreams
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Standard output, written when it is flushed or the buffer is full.</summary>
    public static TextWriter Output() => Writer(Open(error: false), autoFlush: false);

    /// <summary>Standard error, written at once.</summary>
    public static TextWriter Error() => Writer(Open(error: true), autoFlush: true);

    private static StreamWriter Writer(Stream stream, bool autoFlush) =>
        new(new ReportingStream(stream), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferBytes)
        {
            AutoFlush = autoFlush,
            NewLine = "\n",
        };

#pragma warning disable RS0030 // These two open write(2) on the descriptor and nothing else: the rest of Console, which changes
    // terminal modes, stays asleep. A FileStream would not do: it keeps a file position of its own, so that in
    // `(sandbox models; date) > file` date would write over it.
    private static Stream Open(bool error) => error ? Console.OpenStandardError() : Console.OpenStandardOutput();
#pragma warning restore RS0030

    /// <summary>Tells a failed write apart from every other failed input or output.</summary>
    private sealed class ReportingStream(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            try
            {
                inner.Write(buffer);
            }
            catch (IOException failed)
            {
                throw new OutputFailedException(failed.Message);
            }
        }
    }
}
