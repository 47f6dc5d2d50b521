using System.Text;

namespace Sandbox.Fuzz;

/// <summary>Makes an input of others, as AFL's havoc stage does: bits, bytes, numbers, words, blocks, and two inputs joined.</summary>
/// <param name="random">What it draws from.</param>
/// <param name="words">What means something to the reader that is tried.</param>
/// <param name="longest">The longest input.</param>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> words, int longest)
{
    /// <summary>What breaks readers in general.</summary>
    private static readonly byte[][] Odd =
    [
        .. new[]
        {
            "0", "-1", "1", "255", "256", "65535", "65536", "2147483647", "2147483648", "-2147483648", "4294967296", "9223372036854775807", "9223372036854775808", "1e308", "1e999", "-0", "0.1", "NaN",
            "null", "true", "false", "[]", "{}", "\"\"", "[", "]", "{", "}", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "\\udc00\\ud800", "\\u001b[2J", "\e", "\e[", "\e]0;", "\a", "\0", "\r", "\n", "\r\n", "\t", " ",
            "\u0085", "\u009b31m", "\u2028", "\ufeff", "\u202e", "漢", "\U0001F600", "e\u0301", "%", "%s", "../", "/", "~", "--", "-", "=", "@", "#", "//", "/*", "*/", "'", "`", "$", "$(", "|", ";", "&",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82], [0x80], [0xef, 0xbb, 0xbf],
    ];

    private readonly List<byte> _bytes = [];

    /// <summary>Changes an input in a few places.</summary>
    /// <param name="from">The input.</param>
    /// <param name="other">Another one, of which something may be taken.</param>
    public byte[] Change(byte[] from, byte[] other)
    {
        _bytes.Clear();
        _bytes.AddRange(from);
        int changes = 1 << random.Next(5);
        for (int change = 0; change < changes; change++)
            Once(other);
        if (_bytes.Count > longest)
            _bytes.RemoveRange(longest, _bytes.Count - longest);
        return [.. _bytes];
    }

    private void Once(byte[] other)
    {
        int at = random.Next(_bytes.Count + 1);
        switch (random.Next(14))
        {
            case 0 when at < _bytes.Count:
                _bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < _bytes.Count:
                _bytes[at] = (byte)random.Next(256);
                break;
            case 2 when at < _bytes.Count:
                _bytes[at] = (byte)(_bytes[at] + random.Next(-16, 17));
                break;
            case 3:
                _bytes.Insert(at, (byte)random.Next(256));
                break;
            case 4 or 5:
                Remove(at, random.Next(5) == 0 ? _bytes.Count : 12);
                break;
            case 6:
                Insert(at, Odd[random.Next(Odd.Length)]);
                break;
            case 7 when words.Count > 0:
                Insert(at, words[random.Next(words.Count)]);
                break;
            case 8 when words.Count > 0:
                Word(at, words[random.Next(words.Count)]);
                break;
            case 9:
                Word(at, Odd[random.Next(Odd.Length)]);
                break;
            case 10 when _bytes.Count > 0:
                // Once more, or many times: what nests, nests deep.
                byte[] block = [.. Block(_bytes)];
                for (int times = random.Next(20) == 0 ? random.Next(2, 200) : 1; times > 0 && _bytes.Count < longest; times--)
                    Insert(at, block);
                break;
            case 11 when _bytes.Count > 0:
                List<byte> moved = Block(_bytes);
                for (int i = 0; i < moved.Count && at + i < _bytes.Count; i++)
                    _bytes[at + i] = moved[i];
                break;
            case 12 when other.Length > 0:
                Insert(at, [.. Block([.. other])]);
                break;
            case 13 when other.Length > 0 && random.Next(4) == 0:
                int rest = random.Next(other.Length);
                _bytes.RemoveRange(at, _bytes.Count - at);
                _bytes.AddRange(other[rest..]);
                break;
        }
    }

    private List<byte> Block(List<byte> from)
    {
        int start = random.Next(from.Count);
        return from.GetRange(start, Math.Min(from.Count - start, 1 + random.Next(random.Next(4) == 0 ? 400 : 30)));
    }

    private void Remove(int at, int most)
    {
        int count = Math.Min(_bytes.Count - at, 1 + random.Next(most + 1));
        _bytes.RemoveRange(at, Math.Max(0, count));
    }

    private void Insert(int at, byte[] bytes) => _bytes.InsertRange(Math.Min(at, _bytes.Count), bytes);

    /// <summary>Another word or number in the place of the one at a place.</summary>
    private void Word(int at, byte[] by)
    {
        int start = at, end = at;
        while (start > 0 && IsWord(_bytes[start - 1]))
            start--;
        while (end < _bytes.Count && IsWord(_bytes[end]))
            end++;
        _bytes.RemoveRange(start, end - start);
        _bytes.InsertRange(start, by);
    }

    private static bool IsWord(byte letter) => letter is >= (byte)'0' and <= (byte)'9' or >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z' or (byte)'-' or (byte)'_' or (byte)'.' or >= 0x80;
}
