using System.Globalization;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>The faults that count page faults.</summary>
internal static class PagingFaultsC
{
    public static (string Id, FaultC Text)[] All { get; } =
    [
        ("write-pages", new("sys/resource.h unistd.h", spec => CText.Fill(
            """
            /* The same values go back: the sums stay right. A page that is still shared is copied for who writes. */
            static void do_fault(int worker)
            {
                long page = sysconf(_SC_PAGESIZE) / (long)sizeof(*array), end = slice_start(worker + 1), pages = 0;
                long before = page_faults();

                for (long i = slice_start(worker); i < end@most@; i = (i / page + 1) * page, pages++)
                    *(volatile int *)&array[i] = array[i];
                board->write_faults[worker] = page_faults() - before;
                board->pages_written[worker] = pages;
            }
            """,
            ("most", spec.FaultValue == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" && pages < {spec.FaultValue}L"))))
        {
            AsksWho = true,
            BoardFields = _ => "long read_faults[WORKERS], write_faults[WORKERS], pages_written[WORKERS];",
            InReport = spec => spec.ModelRow.OneAddressSpace ? Workers : $"{Workers}\n{Again}",
        }),
        ("cold-file", new("fcntl.h sys/mman.h sys/resource.h unistd.h", spec => CText.Fill(
            """
            #define FILE_PAGES @pages@L

            /* On a disk: a file system in memory cannot drop what it holds. Without a name, so that nothing is left of it. */
            static void do_fault(int worker)
            {
                size_t page = (size_t)sysconf(_SC_PAGESIZE), bytes = FILE_PAGES * page, whole = ARRAY_BYTES / page * page;
                int file = open("/var/tmp", O_RDWR | O_TMPFILE, 0600);
                volatile char *mapped;
                struct rusage before, after;
                int seen = 0;

                if (file < 0)
                    give_up("open");
                /* The array's pages again and again, as far as it has whole ones. */
                for (size_t done = 0; done < bytes;) {
                    size_t from = whole > 0 ? done % whole : 0, part = whole > 0 ? whole - from : page;
                    ssize_t wrote = write(file, (const char *)array + from, part < bytes - done ? part : bytes - done);

                    if (wrote <= 0)
                        give_up("write");
                    done += (size_t)wrote;
                }
                /* Only what is on the disk can be dropped. */
                if (fsync(file) != 0 || posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED) != 0)
                    give_up("fsync");
                mapped = mmap(NULL, bytes, PROT_READ, MAP_SHARED, file, 0);
                if (mapped == MAP_FAILED)
                    give_up("mmap");
                /* One fault a page: nothing is read ahead. */
                madvise((void *)mapped, bytes, MADV_RANDOM);
                getrusage(RUSAGE_THREAD, &before);
                for (size_t at = 0; at < bytes; at += page)
                    seen += mapped[at];
                getrusage(RUSAGE_THREAD, &after);
                (void)seen;
                board->major_faults[worker] = after.ru_majflt - before.ru_majflt;
            }
            """,
            ("pages", spec.FaultValue.ToString(CultureInfo.InvariantCulture))))
        {
            AsksWho = true,
            BoardFields = _ => "long major_faults[WORKERS];",
            InReport = _ => """
                for (int worker = 0; worker < WORKERS; worker++)
                    printf("file of %d: %ld major faults\n", worker, board->major_faults[worker]);
                """,
        }),
    ];

    /// <summary>Counts the page faults of the calling thread, and those of the parent's first touch of the array.</summary>
    public static CPart? Counter(RunSpec spec) => !spec.FaultRow.CountsPageFaults ? null : new CPart("sys/resource.h", """
        /* ---- page faults ---- */

        static long first_touch;

        static long page_faults(void)
        {
            struct rusage usage;

            getrusage(RUSAGE_THREAD, &usage);
            return usage.ru_minflt;
        }
        """);

    /// <summary>The statements that fill the array.</summary>
    public static string Fill(RunSpec spec) => Counted(spec, "fill_array();", "first_touch");

    /// <summary>A statement between two looks at the counter, where the run counts.</summary>
    public static string Counted(RunSpec spec, string statement, string into) =>
        spec.FaultRow.CountsPageFaults ? $"{into} = -page_faults();\n{statement}\n{into} += page_faults();" : statement;

    private const string Workers = """
        printf("first touch: %ld faults\n", first_touch);
        for (int worker = 0; worker < WORKERS; worker++)
            printf("faults of %d: %ld reads, %ld writes to %ld pages\n", worker, board->read_faults[worker], board->write_faults[worker],
                   board->pages_written[worker]);
        """;

    private const string Again = """
        first_touch = page_faults();
        for (size_t at = 0; at < (size_t)LENGTH; at += (size_t)sysconf(_SC_PAGESIZE) / sizeof *array)
            *(volatile int *)&array[at] = array[at];
        printf("parent again: %ld faults\n", page_faults() - first_touch);
        """;
}
