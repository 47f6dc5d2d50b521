using System.Buffers;
using System.Text;

namespace Sandbox.Core.Text;

/// <summary>Turns offsets in a UTF-8 text into lines and columns as editors count them, both from 1.</summary>
public sealed class TextPositions
{
    private readonly byte[] _text;

    /// <summary>The positions of a text.</summary>
    /// <param name="text">It, in UTF-8; it may be broken.</param>
    public TextPositions(ReadOnlySpan<byte> text) => _text = text.ToArray();

    /// <summary>Whether there is nothing but blanks and line ends.</summary>
    public bool IsBlank
    {
        get
        {
            // A plain loop: the searches of the library would be compiled here, while a screen waits for its settings.
            foreach (byte one in _text)
            {
                if (one is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                    return false;
            }

            return true;
        }
    }

    /// <summary><c>4:16</c>.</summary>
    public string Of(long offset)
    {
        ReadOnlySpan<byte> before = _text.AsSpan(0, (int)Math.Clamp(offset, 0, _text.Length));
        int line = before.Count((byte)'\n') + 1;
        return $"{line}:{Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1}";
    }

    /// <summary>The offset of a place that is given as a line and the bytes before it in that line, both from 0.</summary>
    public long OffsetOf(long line, long bytesInLine)
    {
        int start = 0;
        for (long i = 0; i < line && start < _text.Length; i++)
        {
            int end = _text.AsSpan(start).IndexOf((byte)'\n');
            start = end < 0 ? _text.Length : start + end + 1;
        }

        return Math.Min(start + bytesInLine, _text.Length);
    }

    /// <summary>The offset of the first byte that belongs to no character, or the length.</summary>
    public long FirstInvalid()
    {
        int offset = 0;
        while (offset < _text.Length && Rune.DecodeFromUtf8(_text.AsSpan(offset), out _, out int consumed) == OperationStatus.Done)
            offset += consumed;
        return offset;
    }
}
