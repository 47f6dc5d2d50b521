namespace Sandbox.EndToEnd.Tests.Runs;

/// <summary>Arrays cut into slices of every kind: more workers than elements, none at all, one too many.</summary>
public class SliceTests
{
    private static readonly string[] Ordinary = ["threads", "processes", "shared"];

    public static TheoryData<string, int, long> Sizes()
    {
        TheoryData<string, int, long> rows = [];
        foreach (string model in Ordinary)
        {
            foreach (int workers in new[] { 1, 2, 3, 7, 64 })
            {
                foreach (long length in new long[] { 0, 1, 2, workers - 1, 10_000_003 })
                    rows.Add(model, workers, length);
            }
            rows.Add(model, 1_000, 999);
            rows.Add(model, 1_000, 10_000_003);
        }
        foreach ((int workers, long length) in new[] { (1, 0L), (2, 1L), (3, 2L), (7, 6L), (64, 10_000_003L) })
            rows.Add("spawn", workers, length);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task No_element_is_dropped_and_no_sum_is_wrong(string model, int workers, long length) =>
        await CleanRun.Assert(model, workers, length);
}
