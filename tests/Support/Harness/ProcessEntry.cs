using System.Buffers;
using System.Globalization;
using System.Text;

namespace Sandbox.Tests.Support.Harness;

/// <summary>One process as <c>/proc</c> shows it; see proc_pid_stat(5).</summary>
internal sealed record ProcessEntry(int Pid, string Name, char State, int Parent, int Group, int Session)
{
    /// <summary>When it was started, in clock ticks since the machine was; with its id it names one process and no later one.</summary>
    public long Started { get; init; }

    /// <summary>This moment, as <see cref="Started"/> counts.</summary>
    public static unsafe long Now
    {
        get
        {
            const int CLOCK_BOOTTIME = 7, TicksPerSecond = 100;
            long* time = stackalloc long[2];
            _ = LibC.clock_gettime(CLOCK_BOOTTIME, time);
            return (time[0] * TicksPerSecond) + (time[1] * TicksPerSecond / 1_000_000_000);
        }
    }

    /// <summary>Every process that there is at this moment.</summary>
    public static IReadOnlyList<ProcessEntry> All() =>
        [.. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int pid) ? pid : 0)
            .Where(pid => pid > 0)
            .Select(Find)
            .OfType<ProcessEntry>()];

    /// <summary>The process with an id, or <c>null</c>.</summary>
    public static ProcessEntry? Find(int pid)
    {
        Span<byte> room = stackalloc byte[1024];
        ReadOnlySpan<byte> text = room[..Read($"/proc/{pid}/stat", room)];
        // The name may hold spaces and parentheses: the last parenthesis ends it.
        int open = text.IndexOf((byte)'('), close = text.LastIndexOf((byte)')');
        if (open < 0 || close < open)
            return null;
        string[] fields = Encoding.ASCII.GetString(text[(close + 2)..]).Split(' ');
        return new ProcessEntry(pid, Encoding.UTF8.GetString(text[(open + 1)..close]), fields[0][0], Number(fields[1]), Number(fields[2]), Number(fields[3]))
        {
            Started = long.Parse(fields[19], CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Whether a text stands in the environment that the process was started with.</summary>
    public bool WasStartedWith(string variable)
    {
        const int KernelThreads = 2;
        if (Pid == KernelThreads || Parent == KernelThreads)
            return false;
        byte[] room = ArrayPool<byte>.Shared.Rent(1 << 14);
        try
        {
            int length;
            while ((length = Read($"/proc/{Pid}/environ", room)) == room.Length)
            {
                ArrayPool<byte>.Shared.Return(room);
                room = ArrayPool<byte>.Shared.Rent(2 * length);
            }
            ReadOnlySpan<byte> words = Encoding.UTF8.GetBytes($"\0{variable}\0"), environment = room.AsSpan(0, length);
            return environment.StartsWith(words[1..]) || environment.IndexOf(words) >= 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    /// <summary>Reads as much of a file as there is room for, without an exception where it is gone: the tests look at every process all the time.</summary>
    private static unsafe int Read(string path, Span<byte> room)
    {
        int file = LibC.open(path, LibC.O_CLOEXEC, 0), length = 0;
        if (file < 0)
            return 0;
        fixed (byte* start = room)
        {
            nint got;
            while (length < room.Length && (got = LibC.read(file, start + length, room.Length - length)) > 0)
                length += (int)got;
        }
        _ = LibC.close(file);
        return length;
    }

    public override string ToString() => $"{Pid} ({Name}) state {State}, parent {Parent}, group {Group}, session {Session}";

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
