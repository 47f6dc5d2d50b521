namespace Sandbox.Core.Runs;

/// <summary>The most that one run may take of a machine that others use too. A spec above is refused, not trimmed.</summary>
/// <param name="Workers">The most workers.</param>
/// <param name="ArrayBytes">The largest array in bytes; an element has four.</param>
public sealed record RunCaps(int Workers, long ArrayBytes)
{
    /// <summary>How many ranks a processor may have to deal with where nobody says otherwise.</summary>
    public const int RanksPerProcessor = 32;

    /// <summary>The most ranks of MPI.</summary>
    public int Ranks { get; init; } = int.MaxValue;

    /// <summary>The caps where no file says otherwise: 4,096 workers, 4 GiB.</summary>
    public static RunCaps Default { get; } = new(4096, 4L << 30);

    /// <summary>No caps: for a spec that was held against its own already.</summary>
    internal static RunCaps None { get; } = new(int.MaxValue, long.MaxValue);
}
