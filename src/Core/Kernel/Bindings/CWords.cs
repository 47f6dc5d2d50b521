using System.Runtime.InteropServices;
using System.Text;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>Words as C has them, for a program that is started.</summary>
internal static unsafe class CWords
{
    /// <summary>A block of pointers that ends with null, the text behind it. Whoever asked for it frees it, by <c>NativeMemory.Free</c>.</summary>
    public static byte** Of(IReadOnlyList<string> words)
    {
        int pointers = (words.Count + 1) * sizeof(byte*);
        byte** block = (byte**)NativeMemory.Alloc((nuint)(pointers + words.Sum(word => Encoding.UTF8.GetByteCount(word) + 1)));
        byte* text = (byte*)block + pointers;
        for (int i = 0; i < words.Count; i++)
        {
            block[i] = text;
            text += Encoding.UTF8.GetBytes(words[i], new Span<byte>(text, Encoding.UTF8.GetByteCount(words[i])));
            *text++ = 0;
        }
        block[words.Count] = null;
        return block;
    }
}
