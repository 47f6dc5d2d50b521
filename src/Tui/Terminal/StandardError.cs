using System.Text;

namespace Sandbox.Tui.Terminal;

/// <summary>Words for the person, when there is no screen: before it, after it, or instead of it.</summary>
internal static unsafe class StandardError
{
    private const int Descriptor = 2;

    /// <summary>Writes a line; control characters in it are left out.</summary>
    public static void WriteLine(string line)
    {
        var clean = new StringBuilder(line.Length + 1);
        foreach (Rune rune in line.EnumerateRunes())
        {
            if (rune.Value == '\n' || Widths.Of(rune) > 0)
                clean.Append(rune.ToString());
        }
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(clean.Append('\n').ToString());
        fixed (byte* first = bytes)
            _ = LibC.Write(Descriptor, first, bytes.Length);
    }
}
