using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace Sandbox.Fuzz;

/// <summary>Which edges of the product an input has taken, and how often: AFL's map, filled by code that SharpFuzz has put there.</summary>
internal static unsafe class Coverage
{
    private const int Edges = 1 << 16;

    /// <summary>AFL's classes of how often: once, twice, three times, 4 to 7, 8 to 15, 16 to 31, 32 to 127, more.</summary>
    private static readonly byte[] Classes = [.. Enumerable.Range(0, 256).Select(times => (byte)(times switch
    {
        0 => 0, 1 => 1, 2 => 2, 3 => 4, < 8 => 8, < 16 => 16, < 32 => 32, < 128 => 64, _ => 128,
    }))];

    private static readonly byte* Map = (byte*)NativeMemory.AllocZeroed(Edges);

    /// <summary>Gives the product's counters their place. Nothing of the product may have run before.</summary>
    public static void Begin() => Trace.SharedMem = Map;

    /// <summary>Forgets what the input before has done.</summary>
    public static void Clear()
    {
        new Span<byte>(Map, Edges).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether the last input took an edge that none before has taken, or one in another class of often; it is known from now on.</summary>
    /// <param name="seen">What inputs before have taken.</param>
    public static bool IsNew(byte[] seen)
    {
        bool found = false;
        Span<byte> map = new(Map, Edges);
        for (int at = 0; at < Edges; at += Vector<byte>.Count)
        {
            if (Vector.EqualsAll(new Vector<byte>(map[at..]), Vector<byte>.Zero))
                continue;
            for (int edge = at; edge < at + Vector<byte>.Count; edge++)
            {
                byte kind = Classes[map[edge]];
                found |= (kind & ~seen[edge]) != 0;
                seen[edge] |= kind;
            }
        }
        return found;
    }

    /// <summary>How many edges are known.</summary>
    public static int Count(byte[] seen) => seen.Count(kinds => kinds != 0);

    /// <summary>A map in which nothing is known.</summary>
    public static byte[] Nothing() => new byte[Edges];
}
