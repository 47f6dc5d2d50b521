using Microsoft.Win32.SafeHandles;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Tracing;

/// <summary>What stands in the place of a terminal for a program whose output is followed: a pipe to write to, and nothing to read.</summary>
internal sealed class PipeOfProgram : IDisposable
{
    private readonly SafeFileHandle _nothing = File.OpenHandle("/dev/null");
    private SafeFileHandle? _reader;

    public PipeOfProgram()
    {
        // Whoever reads it never waits; whoever writes to it does, as with a terminal.
        (int reader, Writer) = LibC.Pipe();
        _reader = new SafeFileHandle(reader, ownsHandle: true);
    }

    /// <summary>The end that the program gets.</summary>
    public int Writer { get; }

    /// <summary>What the program reads: nothing.</summary>
    public int Nothing => (int)_nothing.DangerousGetHandle();

    /// <summary>The end that is read; whoever takes it closes it.</summary>
    public SafeFileHandle TakeReader()
    {
        SafeFileHandle reader = _reader!;
        _reader = null;
        return reader;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _nothing.Dispose();
        _reader?.Dispose();
        Raw.Close(Writer);
    }
}
