using System.Buffers;
using System.Text;

namespace Sandbox.Tui.Configuration;

/// <summary>Turns offsets in a UTF-8 text into lines and columns as editors count them, both from 1.</summary>
internal sealed class TextPositions
{
    private readonly byte[] text;

    public TextPositions(ReadOnlySpan<byte> text) => this.text = text.ToArray();

    /// <summary><c>4:16</c>.</summary>
    public string Of(long offset)
    {
        ReadOnlySpan<byte> before = text.AsSpan(0, (int)Math.Clamp(offset, 0, text.Length));
        int line = before.Count((byte)'\n') + 1;
        return $"{line}:{Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1}";
    }

    /// <summary>The offset of a place that is given as a line and the bytes before it in that line, both from 0.</summary>
    public long OffsetOf(long line, long bytesInLine)
    {
        int start = 0;
        for (long i = 0; i < line && start < text.Length; i++)
        {
            int end = text.AsSpan(start).IndexOf((byte)'\n');
            start = end < 0 ? text.Length : start + end + 1;
        }

        return Math.Min(start + bytesInLine, text.Length);
    }

    /// <summary>The offset of the first byte that belongs to no character, or the length.</summary>
    public long FirstInvalid()
    {
        int offset = 0;
        while (offset < text.Length && Rune.DecodeFromUtf8(text.AsSpan(offset), out _, out int consumed) == OperationStatus.Done)
            offset += consumed;
        return offset;
    }
}
