using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Tests.Hosting;

public class DescriptorMovesTests
{
    [Fact]
    public void Whatever_goes_where_each_target_gets_its_source_and_nothing_else_changes_but_the_spare()
    {
        int[] choices = [-1, 0, 1, 2, 3, 9];
        foreach (int a in choices)
        {
            foreach (int b in choices)
            {
                foreach (int c in choices)
                {
                    foreach (int d in choices)
                        Check([a, b, c, d]);
                }
            }
        }
    }

    private static void Check(int[] descriptors)
    {
        Dictionary<int, string> table = Enumerable.Range(0, 10).ToDictionary(fd => fd, fd => $"file {fd}");
        List<(int From, int To)> moves = DescriptorMoves.Of(descriptors, out int spare);
        foreach ((int from, int to) in moves)
            table[to] = table[from];
        for (int target = 0; target < 10; target++)
        {
            if (target == spare)
                continue;
            int source = target < descriptors.Length && descriptors[target] >= 0 ? descriptors[target] : target;
            Assert.Equal((string.Join(' ', descriptors), $"file {source}"), (string.Join(' ', descriptors), table[target]));
        }
        Assert.True(spare < 0 || (spare >= descriptors.Length && !descriptors.Contains(spare)), $"{spare} is in use");
        // dup2 takes close-on-exec off: nobody is left out, not even who is in its place.
        Assert.Equal(descriptors.Count(fd => fd >= 0), moves.Count(move => move.To != spare));
    }
}
