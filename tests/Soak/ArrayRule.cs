namespace Sandbox.Soak;

/// <summary>The published rule of the array (docs/program.md), written down once more: nothing here is the program's own code.</summary>
internal static class ArrayRule
{
    /// <summary>Element <paramref name="index"/> of the array that a seed makes: 1 to 100.</summary>
    public static int Element(long index, uint seed)
    {
        uint x = unchecked((uint)index + (seed * 0x9E3779B9));
        x ^= x >> 16;
        x = unchecked(x * 0x21F0AAAD);
        x ^= x >> 15;
        x = unchecked(x * 0xD35A2D97);
        x ^= x >> 15;
        return 1 + (int)((x * 100UL) >> 32);
    }

    /// <summary>The slice of a worker: where it starts, and where the next one does.</summary>
    public static (long Start, long End) Slice(int worker, int workers, long length) => (worker * length / workers, (worker + 1) * length / workers);

    /// <summary>The sum of the elements from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    public static long Sum(long start, long end, uint seed)
    {
        long sum = 0;
        for (long index = start; index < end; index++)
            sum += Element(index, seed);
        return sum;
    }
}
