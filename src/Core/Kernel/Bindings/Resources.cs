using System.Runtime.InteropServices;
using Sandbox.Core.Headers;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>Seconds and microseconds.</summary>
[CStruct("sys/time.h", "struct timeval")]
[StructLayout(LayoutKind.Sequential)]
internal struct TimeVal
{
    [CField("tv_sec")] public long Seconds;
    [CField("tv_usec")] public long Microseconds;

    public readonly long TotalMicroseconds => (Seconds * 1_000_000) + Microseconds;
}

/// <summary>Seconds and nanoseconds.</summary>
[CStruct("time.h", "struct timespec")]
[StructLayout(LayoutKind.Sequential)]
internal struct TimeSpec
{
    [CField("tv_sec")] public long Seconds;
    [CField("tv_nsec")] public long Nanoseconds;

    public readonly long TotalNanoseconds => (Seconds * 1_000_000_000) + Nanoseconds;

    public static TimeSpec OfNanoseconds(long nanoseconds) =>
        new() { Seconds = nanoseconds / 1_000_000_000, Nanoseconds = nanoseconds % 1_000_000_000 };
}

/// <summary>What a process used; see getrusage(2).</summary>
[CStruct("sys/resource.h", "struct rusage")]
[StructLayout(LayoutKind.Sequential, Size = 144)]
internal struct RUsage
{
    [CField("ru_utime")] public TimeVal UserTime;
    [CField("ru_stime")] public TimeVal SystemTime;
    [CField("ru_maxrss")] public long MaxRss;
    [CField("ru_ixrss")] public long SharedText;
    [CField("ru_idrss")] public long UnsharedData;
    [CField("ru_isrss")] public long UnsharedStack;
    [CField("ru_minflt")] public long MinorFaults;
    [CField("ru_majflt")] public long MajorFaults;
}

/// <summary>A soft and a hard limit; see getrlimit(2).</summary>
[CStruct("sys/resource.h", "struct rlimit")]
[StructLayout(LayoutKind.Sequential)]
internal struct RLimit
{
    [CField("rlim_cur")] public ulong Soft;
    [CField("rlim_max")] public ulong Hard;
}

/// <summary>Constants of <c>&lt;sys/resource.h&gt;</c> and <c>&lt;time.h&gt;</c>.</summary>
[CConstant("sys/resource.h time.h")]
internal static class ResourceH
{
    public const int RLIMIT_CPU = 0;
    public const int RLIMIT_FSIZE = 1;
    public const int RLIMIT_DATA = 2;
    public const int RLIMIT_STACK = 3;
    public const int RLIMIT_CORE = 4;
    public const int RLIMIT_NPROC = 6;
    public const int RLIMIT_NOFILE = 7;
    public const int RLIMIT_AS = 9;
    public const ulong RLIM_INFINITY = ulong.MaxValue;
    public const int RUSAGE_SELF = 0;
    public const int RUSAGE_THREAD = 1;
    public const int CLOCK_MONOTONIC = 1;

    [CConstant("sys/time.h")]
    public const int ITIMER_REAL = 0;
}

/// <summary>The time on CLOCK_MONOTONIC, which all processes of the machine share.</summary>
internal static unsafe class Clock
{
    /// <summary>Nanoseconds since some moment before the machine's start. Safe in a forked child.</summary>
    public static long Now
    {
        get
        {
            TimeSpec time;
            Raw.ClockGetTime(ResourceH.CLOCK_MONOTONIC, &time);
            return (time.Seconds * 1_000_000_000) + time.Nanoseconds;
        }
    }
}
