namespace Sandbox.Core.Kernel.Bindings;

/// <summary>The order in which a child duplicates descriptors, so that none is overwritten while it is still to be duplicated.</summary>
internal static class DescriptorMoves
{
    /// <summary>The moves, one dup2(2) each.</summary>
    /// <param name="descriptors">Descriptor i becomes a duplicate of <c>descriptors[i]</c>; where that is negative, nothing is moved there.</param>
    /// <param name="spare">A low number, neither source nor target, that a ring was broken with and that is to be closed after them; -1 where there was none.</param>
    public static List<(int From, int To)> Of(ReadOnlySpan<int> descriptors, out int spare)
    {
        int[] sources = descriptors.ToArray();
        List<(int From, int To)> moves = [];
        // Also one that is where it belongs: dup2 onto itself takes close-on-exec off it.
        List<int> targets = [.. Enumerable.Range(0, sources.Length).Where(target => sources[target] >= 0)];
        spare = -1;
        while (targets.Count > 0)
        {
            int free = targets.FindIndex(target => !targets.Exists(other => other != target && sources[other] == target));
            if (free >= 0)
            {
                moves.Add((sources[targets[free]], targets[free]));
                targets.RemoveAt(free);
                continue;
            }
            // A ring: what one of them would overwrite is kept aside.
            spare = spare >= 0 ? spare : FirstUnused(sources);
            int kept = targets[0];
            moves.Add((kept, spare));
            for (int target = 0; target < sources.Length; target++)
            {
                if (sources[target] == kept)
                    sources[target] = spare;
            }
        }
        return moves;
    }

    private static int FirstUnused(int[] sources)
    {
        int number = sources.Length;
        while (sources.Contains(number))
            number++;
        return number;
    }
}
