using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sandbox.Core.Models;

/// <summary>The work itself: adding up memory as it is, whatever a fault has put there.</summary>
internal static unsafe class SumKernel
{
    private const int PageElements = 1024;

    /// <summary>The sum of <paramref name="count"/> elements, exact for any 32-bit values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static long Sum(int* memory, long count)
    {
        // Four accumulators keep the additions of one round independent of each other.
        Vector256<long> a = Vector256<long>.Zero, b = a, c = a, d = a;
        long done = 0;
        for (; count - done >= 16; done += 16)
        {
            // The hardware's own prefetch stops where a page of 4 KiB ends; this asks for the next one in time.
            if (Sse.IsSupported)
                Sse.Prefetch0(memory + done + PageElements);
            Vector256<int> low = Vector256.Load(memory + done), high = Vector256.Load(memory + done + 8);
            a += Vector256.WidenLower(low);
            b += Vector256.WidenUpper(low);
            c += Vector256.WidenLower(high);
            d += Vector256.WidenUpper(high);
        }
        long sum = Vector256.Sum(a + b + c + d);
        for (; done < count; done++)
            sum += memory[done];
        return sum;
    }
}
