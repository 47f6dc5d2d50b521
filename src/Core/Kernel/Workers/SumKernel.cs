using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>The work itself: adding up memory as it is, whatever a fault has put there. Safe in a forked child.</summary>
internal static unsafe class SumKernel
{
    private const int PageElements = 1024;

    /// <summary>The sum of <paramref name="count"/> elements, exact for any 32-bit values.</summary>
    public static long Sum(int* memory, long count)
    {
        // Four accumulators keep the additions of one round independent of each other.
        Vector128<long> a = Vector128<long>.Zero, b = a, c = a, d = a;
        long done = 0;
        for (; count - done >= 8; done += 8)
        {
            // The hardware's own prefetch stops where a page of 4 KiB ends; this asks for the next one in time.
            if (Sse.IsSupported)
                Sse.Prefetch0(memory + done + PageElements);
            Vector128<int> low = Vector128.Load(memory + done), high = Vector128.Load(memory + done + 4);
            if (Sse41.IsSupported)
            {
                // Asked for by name: the native compiler would widen as the oldest processors do.
                a += Sse41.ConvertToVector128Int64(low);
                b += Sse41.ConvertToVector128Int64(Sse2.ShiftRightLogical128BitLane(low, 8));
                c += Sse41.ConvertToVector128Int64(high);
                d += Sse41.ConvertToVector128Int64(Sse2.ShiftRightLogical128BitLane(high, 8));
            }
            else
            {
                a += Vector128.WidenLower(low);
                b += Vector128.WidenUpper(low);
                c += Vector128.WidenLower(high);
                d += Vector128.WidenUpper(high);
            }
        }
        long sum = Vector128.Sum(a + b + c + d);
        for (; done < count; done++)
            sum += memory[done];
        return sum;
    }
}
