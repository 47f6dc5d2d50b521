using System.Text.Json.Serialization;

namespace Sandbox.Core.Arrays;

/// <summary>The elements of one worker, from <paramref name="Start"/> up to and without <paramref name="End"/>.</summary>
/// <param name="Start">Index of the first element.</param>
/// <param name="End">Index after the last element.</param>
public readonly record struct Slice(long Start, long End)
{
    /// <summary>How many elements the slice has; 0 where there are more workers than elements.</summary>
    [JsonIgnore]
    public long Length => End - Start;

    /// <summary>
    /// The slice of worker <paramref name="index"/> of <paramref name="workers"/>: [i*len/n, (i+1)*len/n). The slices of all
    /// workers are the whole array, whether or not n divides the length.
    /// </summary>
    public static Slice Of(int index, int workers, long length)
    {
        return new Slice(Boundary(index), Boundary(index + 1));

        // i*len/n in parts, for i*len may not fit in 64 bits.
        long Boundary(int i) => (length / workers * i) + (length % workers * i / workers);
    }
}
