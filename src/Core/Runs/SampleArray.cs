using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sandbox.Core.Runs;

/// <summary>
/// The array's rule: element i for seed s, in 32-bit arithmetic. It depends on i alone, so it can be filled in parallel, and the
/// right sum of any slice is known without looking at memory that a fault may have touched.
/// </summary>
public static unsafe class SampleArray
{
    private const uint Golden = 0x9E3779B9;
    private const uint First = 0x21F0AAAD;
    private const uint Second = 0xD35A2D97;

    /// <summary>Element <paramref name="index"/>, 1 to 100.</summary>
    public static int ValueAt(long index, uint seed)
    {
        uint x = unchecked((uint)index + (seed * Golden));
        x ^= x >> 16;
        x *= First;
        x ^= x >> 15;
        x *= Second;
        x ^= x >> 15;
        return 1 + (int)(((ulong)x * 100) >> 32);
    }

    /// <summary>The right sum of a slice, computed from the rule.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Sum(Slice slice, uint seed)
    {
        long index = slice.Start, sum = 0;
        // 2^16 rounds of values up to 100 in 32-bit lanes stay below 2^23.
        const int Rounds = 1 << 16;
        while (slice.End - index >= Vector256<uint>.Count)
        {
            long rounds = Math.Min((slice.End - index) / Vector256<uint>.Count, Rounds);
            Vector256<uint> at = Lanes(index, seed), lanes = Vector256<uint>.Zero;
            for (long round = 0; round < rounds; round++)
            {
                lanes += Values(at);
                at += Vector256.Create((uint)Vector256<uint>.Count);
            }
            sum += Vector256.Sum(lanes);
            index += rounds * Vector256<uint>.Count;
        }
        for (; index < slice.End; index++)
            sum += ValueAt(index, seed);
        return sum;
    }

    /// <summary>The right sum of each worker's slice, by index.</summary>
    public static ImmutableArray<long> SumsOf(RunSpec spec)
    {
        long[] sums = new long[spec.Workers];
        for (int index = 0; index < sums.Length; index++)
            sums[index] = Sum(Slice.Of(index, spec.Workers, spec.Length), spec.Seed);
        return [.. sums];
    }

    /// <summary>Writes the elements from <paramref name="start"/> on.</summary>
    /// <param name="into">Where element <paramref name="start"/> goes.</param>
    /// <param name="start">The first element's index.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">The seed.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Fill(int* into, long start, long count, uint seed)
    {
        Vector256<uint> at = Lanes(start, seed);
        long done = 0;
        for (; count - done >= Vector256<uint>.Count; done += Vector256<uint>.Count)
        {
            Values(at).Store((uint*)into + done);
            at += Vector256.Create((uint)Vector256<uint>.Count);
        }
        for (; done < count; done++)
            into[done] = ValueAt(start + done, seed);
    }

    /// <summary>Whether memory still holds the elements from <paramref name="start"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static bool Holds(int* memory, long start, long count, uint seed)
    {
        Vector256<uint> at = Lanes(start, seed), differs = Vector256<uint>.Zero;
        long done = 0;
        for (; count - done >= Vector256<uint>.Count; done += Vector256<uint>.Count)
        {
            differs |= Values(at) ^ Vector256.Load((uint*)memory + done);
            at += Vector256.Create((uint)Vector256<uint>.Count);
        }
        bool same = differs == Vector256<uint>.Zero;
        for (; same && done < count; done++)
            same = memory[done] == ValueAt(start + done, seed);
        return same;
    }

    private static Vector256<uint> Lanes(long index, uint seed) =>
        Vector256<uint>.Indices + Vector256.Create(unchecked((uint)index + (seed * Golden)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Values(Vector256<uint> x)
    {
        x ^= x >>> 16;
        x *= First;
        x ^= x >>> 15;
        x *= Second;
        x ^= x >>> 15;
        // (x * 100) >> 32 without 64-bit lanes: the halves of x, each times 100, fit in 32 bits.
        return (((x >>> 16) * 100u) + (((x & Vector256.Create(0xffffu)) * 100u) >>> 16) >>> 16) + Vector256<uint>.One;
    }
}
