using Sandbox.Core.Arrays;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Workers;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Host;

/// <summary>The array in the host's address space.</summary>
internal sealed unsafe class MappedArray
{
    /// <summary>Elements that are populated and written at a time, so that the second pass finds them in the cache.</summary>
    private const long Stride = 65_536;

    private MappedArray(int* memory, long length, int fd)
    {
        Memory = memory;
        (Length, Fd) = (length, fd);
    }

    /// <summary>Element 0.</summary>
    public int* Memory { get; }

    /// <summary>How many elements.</summary>
    public long Length { get; }

    /// <summary>The memfd, or -1.</summary>
    public int Fd { get; }

    /// <summary>Maps an array; no page of it is touched.</summary>
    /// <exception cref="MachineRefusedException">The kernel refused.</exception>
    public static MappedArray Map(ArrayMapping mapping, long length, PageSize pages)
    {
        nuint bytes = Mapping.RoundToPages((nuint)Math.Max(SampleArray.BytesOf(length), 1));
        int fd = mapping == ArrayMapping.MemFd ? MemFd.Create("sandbox-array", (long)bytes) : -1;
        int flags = mapping switch
        {
            ArrayMapping.Private => MManH.MAP_PRIVATE | MManH.MAP_ANONYMOUS,
            ArrayMapping.Shared => MManH.MAP_SHARED | MManH.MAP_ANONYMOUS,
            _ => MManH.MAP_SHARED,
        };
        void* memory = Mapping.Of(bytes, MManH.PROT_READ | MManH.PROT_WRITE, flags, fd);
        Advise(memory, bytes, pages);
        return new MappedArray((int*)memory, length, fd);
    }

    /// <summary>Maps the memfd of another process privately, as a worker of the model <c>spawn</c> does.</summary>
    public static MappedArray MapPrivately(int fd, long length, PageSize pages)
    {
        nuint bytes = Mapping.RoundToPages((nuint)Math.Max(SampleArray.BytesOf(length), 1));
        void* memory = Mapping.Of(bytes, MManH.PROT_READ | MManH.PROT_WRITE, MManH.MAP_PRIVATE, fd);
        Advise(memory, bytes, pages);
        return new MappedArray((int*)memory, length, fd);
    }

    /// <summary>Maps a whole array, and makes one slice of it by the rule: the rest is not touched, and takes no memory.</summary>
    public static MappedArray MapSlice(long length, PageSize pages, Slice slice, uint seed)
    {
        nuint bytes = Mapping.RoundToPages((nuint)Math.Max(SampleArray.BytesOf(length), 1));
        int* memory = (int*)Mapping.Of(bytes, MManH.PROT_READ | MManH.PROT_WRITE, MManH.MAP_PRIVATE | MManH.MAP_ANONYMOUS | MManH.MAP_NORESERVE);
        Advise(memory, bytes, pages);
        for (long at = slice.Start; at < slice.End; at += Stride)
        {
            long part = Math.Min(Stride, slice.End - at);
            Populate(memory + at, part);
            SampleArray.Fill(new Span<int>(memory + at, (int)part), at, seed);
        }
        return new MappedArray(memory, length, fd: -1);
    }

    /// <summary>Fills the array by the rule, on every processor; no thread is left afterwards but for its last instructions.</summary>
    public void Fill(uint seed) => OnEveryProcessor((start, count) =>
    {
        for (long done = 0; done < count; done += Stride)
        {
            long part = Math.Min(Stride, count - done);
            int* into = Memory + start + done;
            Populate(into, part);
            SampleArray.Fill(new Span<int>(into, (int)part), start + done, seed);
        }
        return true;
    });

    /// <summary>Fills the array as a loop does, with nothing prepared, and counts.</summary>
    /// <returns>How many page faults that took: each first touch of a page is one.</returns>
    public long FillCounting(uint seed)
    {
        // Code that runs for the first time faults too: once before, with memory that is there.
        Span<int> few = stackalloc int[16];
        SampleArray.Fill(few, 0, seed);
        long before = PagingFaults.Minor();
        for (long done = 0; done < Length; done += Stride)
            SampleArray.Fill(new Span<int>(Memory + done, (int)Math.Min(Stride, Length - done)), done, seed);
        return PagingFaults.Minor() - before;
    }

    /// <summary>Writes one element of each page back as it is, and counts.</summary>
    /// <returns>How many page faults that took.</returns>
    public long WriteAgain()
    {
        long perPage = Environment.SystemPageSize / sizeof(int), before = 0;
        for (long at = -perPage; at < Length; at += perPage)
        {
            // The first round is for the code, which may fault itself.
            if (at < 0)
                before = PagingFaults.Minor();
            else
                Volatile.Write(ref Memory[at], Volatile.Read(ref Memory[at]));
        }
        return PagingFaults.Minor() - before;
    }

    /// <summary>Whether every element still is what the rule makes it.</summary>
    public bool IsIntact(uint seed) => OnEveryProcessor((start, count) =>
    {
        for (long done = 0; done < count; done += Stride)
        {
            if (!SampleArray.Holds(new ReadOnlySpan<int>(Memory + start + done, (int)Math.Min(Stride, count - done)), start + done, seed))
                return false;
        }
        return true;
    });

    /// <summary>Does a part of the array per processor, side by side, and says whether all parts said yes.</summary>
    private bool OnEveryProcessor(Func<long, long, bool> part)
    {
        // Starting a thread costs more than filling so little.
        int processors = Length <= 4 * Stride ? 1 : Environment.ProcessorCount;
        bool[] said = new bool[processors];
        List<Thread> others = [];
        List<int> own = [0];
        for (int i = 1; i < processors; i++)
        {
            int index = i;
            Thread other = new(() => Do(index), 256 * 1024);
            try
            {
                other.Start();
                others.Add(other);
            }
            catch (OutOfMemoryException)
            {
                // What the runtime makes of pthread_create's EAGAIN: there is no room for another thread, and the work is done without it.
                own.Add(index);
            }
        }
        own.ForEach(Do);
        others.ForEach(thread => thread.Join());
        return Array.TrueForAll(said, yes => yes);

        void Do(int index)
        {
            Slice slice = Slice.Of(index, processors, Length);
            said[index] = part(slice.Start, slice.Length);
        }
    }

    private static void Advise(void* memory, nuint bytes, PageSize pages) =>
        // A kernel without transparent huge pages refuses the advice, and then there is nothing to advise.
        _ = Raw.MAdvise(memory, bytes, pages == PageSize.Huge ? MManH.MADV_HUGEPAGE : MManH.MADV_NOHUGEPAGE);

    private static void Populate(int* from, long count)
    {
        // One call for many pages is quicker than a fault for each; kernels before 5.14 refuse it, and then faults do it.
        nuint page = (nuint)Environment.SystemPageSize;
        nuint start = (nuint)from & ~(page - 1);
        _ = Raw.MAdvise((void*)start, Mapping.RoundToPages((nuint)(from + count) - start), MManH.MADV_POPULATE_WRITE);
    }
}
