using System.Globalization;

namespace Sandbox.Core.Hosting;

/// <summary>One mapping of an address space: a line of proc_pid_maps(5), <c>START-END PERMISSIONS OFFSET DEVICE INODE PATH</c>.</summary>
internal readonly ref struct MapsLine
{
    /// <summary>The first address.</summary>
    public required nuint Start { get; init; }

    /// <summary>The first address behind it.</summary>
    public required nuint End { get; init; }

    /// <summary>Four letters, such as <c>rw-p</c>.</summary>
    public required ReadOnlySpan<byte> Permissions { get; init; }

    /// <summary>The file's path, a name in brackets, or nothing.</summary>
    public required ReadOnlySpan<byte> Path { get; init; }

    /// <summary>How many bytes it has.</summary>
    public nuint Bytes => End - Start;

    /// <summary>The last part of the path, with its slash; empty where there is none.</summary>
    public ReadOnlySpan<byte> FileName => Path.LastIndexOf((byte)'/') is >= 0 and int at ? Path[at..] : default;

    /// <summary>Whether it is a file, and what is written stays this process's own.</summary>
    public bool IsPrivateFile => !FileName.IsEmpty && Permissions is [_, _, _, (byte)'p'];

    /// <summary>Reads a line, which must be one of the kernel's.</summary>
    public static MapsLine Parse(ReadOnlySpan<byte> line)
    {
        int dash = line.IndexOf((byte)'-'), blank = line.IndexOf((byte)' ');
        // Five fields, one blank behind each; then blanks up to the path, which may hold blanks itself.
        ReadOnlySpan<byte> path = line;
        for (int field = 0; field < 5; field++)
            path = path.IndexOf((byte)' ') is >= 0 and int end ? path[(end + 1)..] : default;
        return new MapsLine
        {
            Start = Number(line[..dash]),
            End = Number(line[(dash + 1)..blank]),
            Permissions = line.Slice(blank + 1, 4),
            Path = path.TrimStart((byte)' '),
        };
    }

    private static nuint Number(ReadOnlySpan<byte> hex) => nuint.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
