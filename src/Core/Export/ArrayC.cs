using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>The array in C: its rule, its slices, its mapping, and the sum of a slice.</summary>
internal static class ArrayC
{
    private static readonly CPart Rule = new("stdint.h stdio.h stdlib.h sys/mman.h", """
        static void give_up(const char *call)
        {
            perror(call);
            exit(EXIT_FAILURE);
        }

        /* ---- the array ---- */

        #define ARRAY_BYTES ((size_t)(LENGTH > 0 ? LENGTH : 1) * sizeof(int))

        static int *array;

        /* Element i, 1 to 100. It depends on i and the seed alone, so that the right sums can be computed without the array. */
        static int value_at(long index)
        {
            uint32_t x = (uint32_t)index + SEED * 0x9E3779B9u;

            x ^= x >> 16;
            x *= 0x21F0AAADu;
            x ^= x >> 15;
            x *= 0xD35A2D97u;
            x ^= x >> 15;
            return 1 + (int)(((uint64_t)x * 100) >> 32);
        }

        /* Worker i of n has [i*len/n, (i+1)*len/n): no element is dropped when n does not divide the length. */
        static long slice_start(int worker)
        {
            /* i*len/n in parts, for i*len may be too large. */
            return LENGTH / WORKERS * worker + LENGTH % WORKERS * worker / WORKERS;
        }

        static long long expected_sum(int worker)
        {
            long long sum = 0;

            for (long i = slice_start(worker); i < slice_start(worker + 1); i++)
                sum += value_at(i);
            return sum;
        }
        """);

    private static readonly CPart Filling = new("", """
        static void fill_array(void)
        {
            for (long i = 0; i < LENGTH; i++)
                array[i] = value_at(i);
        }
        """);

    private static readonly CPart OwnSlice = new("", """
        /* Each rank makes its own: nothing is sent to it. */
        static void make_slice(int rank)
        {
            for (long i = slice_start(rank); i < slice_start(rank + 1); i++)
                array[i] = value_at(i);
        }
        """);

    private static readonly CPart SumAtFullSpeed = new("", """
        static long long sum_slice(int worker)
        {
            long long sum = 0;

            for (long i = slice_start(worker); i < slice_start(worker + 1); i++)
                sum += array[i];
            return sum;
        }
        """);

    /// <summary>The rule, and the sum at the spec's pace.</summary>
    public static IEnumerable<CPart> Parts(RunSpec spec) => [Rule, Filling, MappingOf(spec), spec.Pace > 0 ? SumAtPace(spec) : SumAtFullSpeed];

    /// <summary>The same for a rank, which has no more than its slice.</summary>
    public static IEnumerable<CPart> PartsOfRank(RunSpec spec) => [Rule, MappingOf(spec), OwnSlice, spec.Pace > 0 ? SumAtPace(spec) : SumAtFullSpeed];

    private static CPart SumAtPace(RunSpec spec) => new("unistd.h", $$"""
        /* Rests 50 times on the way, so that it takes {{CText.Number(spec.Pace)}} seconds and can be watched. */
        static long long sum_slice(int worker)
        {
            long start = slice_start(worker), length = slice_start(worker + 1) - start, done = 0;
            long long sum = 0;

            for (int part = 1; part <= 50; part++) {
                for (; done < length / 50 * part + length % 50 * part / 50; done++)
                    sum += array[start + done];
                usleep({{CText.Number(Math.Ceiling(spec.Pace * 1e6 / 50))}});
            }
            return sum;
        }
        """);

    private static CPart MappingOf(RunSpec spec) => spec.ModelRow.MapsFile ? MemFd(spec) : Anonymous(spec);

    private static CPart Anonymous(RunSpec spec) => new("sys/mman.h", CText.Fill(
        """
        static void map_array(void)
        {
            @reason@
            array = mmap(NULL, ARRAY_BYTES, PROT_READ | PROT_WRITE, @sharing@ | MAP_ANONYMOUS, -1, 0);
            if (array == MAP_FAILED)
                give_up("mmap");
            @advice@
        }
        """,
        ("reason", spec.ModelRow switch
        {
            { CopiesOnWrite: true } => """
                /*
                 * MAP_PRIVATE: after fork() parent and children have the same frames, until one of them writes to a page. That one
                 * gets a copy of its own: copy-on-write.
                 */
                """,
            { SharesFrames: true } => "/* MAP_SHARED: after fork() parent and children keep the same frames, and see each other's writes. */",
            { OwnSlices: true } => "/* Room for the whole array, so that an element has the same place in each rank: what is never touched takes no memory. */",
            _ => "/* Whoever runs in this address space can write to it. */",
        }),
        ("sharing", spec.ModelRow.SharesFrames ? "MAP_SHARED" : "MAP_PRIVATE"),
        ("advice", Advice(spec))));

    private static CPart MemFd(RunSpec spec) => new("sys/mman.h unistd.h", $$"""
        /* A file in memory: fresh programs have no memory in common with their parent, but they inherit its descriptors. */
        static int array_fd;

        static void make_array_file(void)
        {
            array_fd = memfd_create("array", 0);
            if (array_fd < 0 || ftruncate(array_fd, ARRAY_BYTES) != 0)
                give_up("memfd_create");
        }

        /* The parent maps it MAP_SHARED to fill it, each worker MAP_PRIVATE: what a worker writes stays in the worker. */
        static void map_array(int sharing)
        {
            array = mmap(NULL, ARRAY_BYTES, PROT_READ | PROT_WRITE, sharing, array_fd, 0);
            if (array == MAP_FAILED)
                give_up("mmap");
            {{Advice(spec)}}
        }
        """);

    private static string Advice(RunSpec spec) => spec.Pages == PageSize.Huge
        ? "madvise(array, ARRAY_BYTES, MADV_HUGEPAGE);"
        : "madvise(array, ARRAY_BYTES, MADV_NOHUGEPAGE);";
}
