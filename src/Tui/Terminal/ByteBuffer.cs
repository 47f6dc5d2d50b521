using System.Text;

namespace Sandbox.Tui.Terminal;

/// <summary>Bytes on their way to the terminal; the memory is kept from frame to frame.</summary>
internal sealed class ByteBuffer
{
    private byte[] _bytes = new byte[8192];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    public void Append(int number)
    {
        number.TryFormat(Room(11), out int written);
        Length += written;
    }

    public void Append(string ascii) => Length += Encoding.ASCII.GetBytes(ascii, Room(ascii.Length));

    public void AppendUtf8(string text) => Length += Encoding.UTF8.GetBytes(text, Room(3 * text.Length));

    public void Append(Rune rune) => Length += rune.EncodeToUtf8(Room(4));

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - Length < count)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + count));
        return _bytes.AsSpan(Length);
    }
}
