using System.Globalization;

namespace Sandbox.Core.Hosting;

/// <summary>One mapping of an address space: a line of proc_pid_maps(5), <c>START-END PERMISSIONS OFFSET DEVICE INODE PATH</c>.</summary>
internal readonly ref struct MapsLine
{
    private const int PermissionLetters = 4;

    private MapsLine(nuint start, nuint end, ReadOnlySpan<byte> permissions, ReadOnlySpan<byte> file)
    {
        (Start, End) = (start, end);
        Permissions = permissions;
        File = file;
    }

    /// <summary>The first address.</summary>
    public nuint Start { get; }

    /// <summary>The first address behind it.</summary>
    public nuint End { get; }

    /// <summary>Four letters, such as <c>rw-p</c>.</summary>
    public ReadOnlySpan<byte> Permissions { get; }

    /// <summary>The file's path; empty where it is none.</summary>
    public ReadOnlySpan<byte> File { get; }

    /// <summary>Whether it is a file, and what is written stays this process's own.</summary>
    public bool IsPrivateFile => !File.IsEmpty && Permissions is [_, _, _, (byte)'p'];

    /// <summary>Whether it only keeps its addresses from being given to somebody else.</summary>
    public bool IsReserved => File.IsEmpty && Permissions is [(byte)'-', (byte)'-', (byte)'-', _];

    /// <summary>Reads a line, which must be one of the kernel's.</summary>
    public static MapsLine Parse(ReadOnlySpan<byte> line)
    {
        int dash = line.IndexOf((byte)'-'), blank = line.IndexOf((byte)' ');
        // Only a path has a slash.
        ReadOnlySpan<byte> file = line.IndexOf((byte)'/') is >= 0 and int at ? line[at..] : default;
        return new MapsLine(Number(line[..dash]), Number(line[(dash + 1)..blank]), line.Slice(blank + 1, PermissionLetters), file);
    }

    private static nuint Number(ReadOnlySpan<byte> hex) => nuint.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
