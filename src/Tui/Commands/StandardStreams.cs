using System.Text;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Commands;

/// <summary>Input and outputs of this process.</summary>
internal static class StandardStreams
{
    private const int BufferBytes = 1 << 16;
    private const int InputDescriptor = 0, OutputDescriptor = 1, ErrorDescriptor = 2;

    /// <summary>Standard output, written when it is flushed or the buffer is full.</summary>
    public static TextWriter Output() => Writer(new DescriptorStream(OutputDescriptor), autoFlush: false);

    /// <summary>Standard error, written at once; where it is closed, messages go nowhere.</summary>
    public static TextWriter Error() => Writer(new DescriptorStream(ErrorDescriptor, mayFail: true), autoFlush: true);

    /// <summary>How many columns standard output has: 0 where its terminal does not know, <c>null</c> where it is no terminal.</summary>
    public static int? OutputColumns() => Descriptors.SizeOf(OutputDescriptor)?.Columns;

    /// <summary>How large the terminal on standard output is; 0x0 where it does not know, <c>null</c> where there is none.</summary>
    public static Size? OutputSize() => Descriptors.SizeOf(OutputDescriptor);

    /// <summary>Whether standard input is a terminal.</summary>
    public static bool InputIsTerminal() => Descriptors.SizeOf(InputDescriptor) is not null;

    /// <summary>The same of standard error.</summary>
    public static int? ErrorColumns() => Descriptors.SizeOf(ErrorDescriptor)?.Columns;

    /// <summary>Standard input, a line at a time.</summary>
    public static LineInput Input() => new(InputDescriptor);

    private static StreamWriter Writer(DescriptorStream stream, bool autoFlush) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferBytes)
        {
            AutoFlush = autoFlush,
            NewLine = "\n",
        };
}
