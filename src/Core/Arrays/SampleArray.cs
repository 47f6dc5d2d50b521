using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sandbox.Core.Arrays;

/// <summary>
/// The array's rule: element i for seed s, in 32-bit arithmetic. It depends on i alone, so it can be filled in parallel, and the
/// right sum of any slice is known without looking at memory that a fault may have touched.
/// </summary>
/// <remarks>
/// A native program is compiled for the oldest processor that it may meet, so what newer ones do quicker has to be asked for by name:
/// each loop is there with the multiplication of SSE4.1 and with that of any processor.
/// </remarks>
public static class SampleArray
{
    private const uint Golden = 0x9E3779B9;
    private const uint First = 0x21F0AAAD;
    private const uint Second = 0xD35A2D97;
    private const uint Most = 100;

    /// <summary>Elements of one round of a loop: two vectors, which depend on each other in nothing.</summary>
    private const int Round = 8;

    /// <summary>The size of an array of a length, in bytes.</summary>
    public static long BytesOf(long length) => length * sizeof(int);

    /// <summary>Element <paramref name="index"/>, 1 to 100.</summary>
    public static int ValueAt(long index, uint seed)
    {
        uint x = unchecked((uint)index + (seed * Golden));
        x ^= x >> 16;
        x *= First;
        x ^= x >> 15;
        x *= Second;
        x ^= x >> 15;
        return 1 + (int)(((ulong)x * Most) >> 32);
    }

    /// <summary>The right sum of a slice, computed from the rule.</summary>
    public static long Sum(Slice slice, uint seed) => Sse41.IsSupported ? Sum<Sse41Arithmetic>(slice, seed) : Sum<PlainArithmetic>(slice, seed);

    /// <summary>The right sum of each worker's slice, by index.</summary>
    public static ImmutableArray<long> SumsOf(int workers, long length, uint seed)
    {
        long[] sums = new long[workers];
        for (int index = 0; index < sums.Length; index++)
            sums[index] = Sum(Slice.Of(index, workers, length), seed);
        return [.. sums];
    }

    /// <summary>Writes the elements from <paramref name="start"/> on.</summary>
    /// <param name="into">Takes them; its first place is element <paramref name="start"/>.</param>
    /// <param name="start">The first element's index.</param>
    /// <param name="seed">The seed.</param>
    public static void Fill(Span<int> into, long start, uint seed)
    {
        if (Sse41.IsSupported)
            Fill<Sse41Arithmetic>(into, start, seed);
        else
            Fill<PlainArithmetic>(into, start, seed);
    }

    /// <summary>Whether memory still holds the elements from <paramref name="start"/> on.</summary>
    /// <param name="memory">It; its first place is element <paramref name="start"/>.</param>
    /// <param name="start">The first element's index.</param>
    /// <param name="seed">The seed.</param>
    public static bool Holds(ReadOnlySpan<int> memory, long start, uint seed) =>
        Sse41.IsSupported ? Holds<Sse41Arithmetic>(memory, start, seed) : Holds<PlainArithmetic>(memory, start, seed);

    private static long Sum<TArithmetic>(Slice slice, uint seed)
        where TArithmetic : struct, IArithmetic
    {
        long index = slice.Start, sum = 0;
        // 2^16 rounds of values up to 100 in 32-bit lanes stay below 2^23.
        const int MostRounds = 1 << 16;
        while (slice.End - index >= Round)
        {
            long rounds = Math.Min((slice.End - index) / Round, MostRounds);
            Vector128<uint> at = Lanes(index, seed), one = Vector128<uint>.Zero, other = one;
            for (long round = 0; round < rounds; round++)
            {
                one += Values<TArithmetic>(at);
                other += Values<TArithmetic>(at + Vector128.Create(4u));
                at += Vector128.Create((uint)Round);
            }
            sum += Vector128.Sum(one) + Vector128.Sum(other);
            index += rounds * Round;
        }
        for (; index < slice.End; index++)
            sum += ValueAt(index, seed);
        return sum;
    }

    private static void Fill<TArithmetic>(Span<int> into, long start, uint seed)
        where TArithmetic : struct, IArithmetic
    {
        ref uint first = ref Unsafe.As<int, uint>(ref MemoryMarshal.GetReference(into));
        Vector128<uint> at = Lanes(start, seed);
        int done = 0;
        for (; into.Length - done >= Round; done += Round)
        {
            Values<TArithmetic>(at).StoreUnsafe(ref first, (nuint)done);
            Values<TArithmetic>(at + Vector128.Create(4u)).StoreUnsafe(ref first, (nuint)done + 4);
            at += Vector128.Create((uint)Round);
        }
        for (; done < into.Length; done++)
            into[done] = ValueAt(start + done, seed);
    }

    private static bool Holds<TArithmetic>(ReadOnlySpan<int> memory, long start, uint seed)
        where TArithmetic : struct, IArithmetic
    {
        ref uint first = ref Unsafe.As<int, uint>(ref MemoryMarshal.GetReference(memory));
        Vector128<uint> at = Lanes(start, seed), differs = Vector128<uint>.Zero;
        int done = 0;
        for (; memory.Length - done >= Round; done += Round)
        {
            differs |= Values<TArithmetic>(at) ^ Vector128.LoadUnsafe(ref first, (nuint)done);
            differs |= Values<TArithmetic>(at + Vector128.Create(4u)) ^ Vector128.LoadUnsafe(ref first, (nuint)done + 4);
            at += Vector128.Create((uint)Round);
        }
        bool same = differs == Vector128<uint>.Zero;
        for (; same && done < memory.Length; done++)
            same = memory[done] == ValueAt(start + done, seed);
        return same;
    }

    private static Vector128<uint> Lanes(long index, uint seed) =>
        Vector128<uint>.Indices + Vector128.Create(unchecked((uint)index + (seed * Golden)));

    // In the loops it is one chain of instructions; as a call it would pass every vector through memory.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Values<TArithmetic>(Vector128<uint> x)
        where TArithmetic : struct, IArithmetic
    {
        x ^= x >>> 16;
        x = TArithmetic.Multiply(x, First);
        x ^= x >>> 15;
        x = TArithmetic.Multiply(x, Second);
        x ^= x >>> 15;
        return TArithmetic.HighProduct(x, Most) + Vector128<uint>.One;
    }

    /// <summary>The two multiplications of the rule, lane by lane.</summary>
    private interface IArithmetic
    {
        /// <summary>The low half of each product.</summary>
        static abstract Vector128<uint> Multiply(Vector128<uint> x, uint factor);

        /// <summary>The high half of each product with a factor below 2^16.</summary>
        static abstract Vector128<uint> HighProduct(Vector128<uint> x, uint factor);
    }

    private readonly struct Sse41Arithmetic : IArithmetic
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<uint> Multiply(Vector128<uint> x, uint factor) =>
            Sse41.MultiplyLow(x.AsInt32(), Vector128.Create(unchecked((int)factor))).AsUInt32();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<uint> HighProduct(Vector128<uint> x, uint factor)
        {
            // Products of 64 bits of the even lanes and of the odd ones.
            Vector128<ulong> even = Sse2.Multiply(x, Vector128.Create(factor));
            Vector128<ulong> odd = Sse2.Multiply((x.AsUInt64() >>> 32).AsUInt32(), Vector128.Create(factor));
            return Sse41.Blend((even >>> 32).AsUInt16(), odd.AsUInt16(), 0b1100_1100).AsUInt32();
        }
    }

    private readonly struct PlainArithmetic : IArithmetic
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<uint> Multiply(Vector128<uint> x, uint factor) => x * Vector128.Create(factor);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<uint> HighProduct(Vector128<uint> x, uint factor) =>
            // Without 64-bit lanes: the halves of x, each times the factor, fit in 32 bits.
            (((x >>> 16) * factor) + (((x & Vector128.Create(0xffffu)) * factor) >>> 16)) >>> 16;
    }
}
