using System.Globalization;
using Sandbox.Core.Headers;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>The limits that this process was started with, for messages: see getrlimit(2).</summary>
internal static unsafe class OwnLimits
{
    // The error that a call ends with where the limit is reached.
    private static readonly (int Errno, int Resource, string Words, ulong Unit)[] Rows =
    [
        (ErrnoH.ENOMEM, ResourceH.RLIMIT_AS, "RLIMIT_AS (ulimit -v) allows {0} KiB", 1024),
        (ErrnoH.ENOMEM, ResourceH.RLIMIT_DATA, "RLIMIT_DATA (ulimit -d) allows {0} KiB", 1024),
        (ErrnoH.EMFILE, ResourceH.RLIMIT_NOFILE, "RLIMIT_NOFILE (ulimit -n) allows {0}", 1),
        (ErrnoH.EFBIG, ResourceH.RLIMIT_FSIZE, "RLIMIT_FSIZE (ulimit -f) allows {0} bytes", 1),
        (ErrnoH.EAGAIN, ResourceH.RLIMIT_NPROC, "RLIMIT_NPROC (ulimit -u) allows {0}", 1),
    ];

    /// <summary>RLIMIT_CPU, which every process of a run has from here.</summary>
    public static CpuLimit Cpu
    {
        get
        {
            RLimit limit;
            return Raw.GetRLimit(ResourceH.RLIMIT_CPU, &limit) == 0 ? new CpuLimit(Seconds(limit.Soft), Seconds(limit.Hard)) : default;

            static long? Seconds(ulong value) => value <= long.MaxValue ? (long)value : null;
        }
    }

    /// <summary>The soft limit; <c>null</c> where there is none.</summary>
    /// <param name="resource">Of what: an RLIMIT_ constant.</param>
    public static ulong? Of(int resource)
    {
        RLimit limit;
        return Raw.GetRLimit(resource, &limit) == 0 && limit.Soft != ResourceH.RLIM_INFINITY ? limit.Soft : null;
    }

    /// <summary>The hard limit; the largest number where there is none.</summary>
    /// <param name="resource">Of what: an RLIMIT_ constant.</param>
    public static ulong Hard(int resource)
    {
        RLimit limit;
        return Raw.GetRLimit(resource, &limit) == 0 ? limit.Hard : ulong.MaxValue;
    }

    /// <summary>The name of an error, and the limit that may be behind it: <c>EMFILE (RLIMIT_NOFILE (ulimit -n) allows 64)</c>.</summary>
    /// <param name="errno">The error's number.</param>
    public static string Explain(int errno) => ErrnoH.NameOf(errno) + (Behind(errno) is { } limit ? $" ({limit})" : "");

    /// <summary>The limit that may be behind an error, with its number; <c>null</c> where none is.</summary>
    /// <param name="errno">The error's number.</param>
    public static string? Behind(int errno)
    {
        foreach ((int number, int resource, string words, ulong unit) in Rows)
        {
            if (number == errno && Of(resource) is { } most)
                return string.Format(CultureInfo.InvariantCulture, words, most / unit);
        }
        return null;
    }
}
