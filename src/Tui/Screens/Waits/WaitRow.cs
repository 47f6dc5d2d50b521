using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Waits;

/// <summary>One row of the view: a call, or many in a row that asked the same and brought the same nothing.</summary>
/// <param name="First">The first call of the row.</param>
/// <param name="Count">How many calls stand in it.</param>
/// <param name="Open">Whether its calls are listed below it.</param>
/// <param name="Inside">Whether it is one of the calls of an open fold.</param>
internal readonly record struct WaitRow(int First, int Count, bool Open, bool Inside)
{
    /// <summary>Fewer are not worth a fold.</summary>
    private const int Least = 4;

    public bool Fold => Count > 1;

    /// <summary>The rows of all calls.</summary>
    /// <param name="calls">The calls, in order.</param>
    /// <param name="open">The folds that are open, by their first call.</param>
    public static List<WaitRow> Of(AppendLog<RunEvent.Waited> calls, ImmutableArray<int> open)
    {
        var rows = new List<WaitRow>();
        for (int first = 0, next; first < calls.Count; first = next)
        {
            next = first + 1;
            while (next < calls.Count && Same(calls[first].Call, calls[next].Call))
                next++;
            bool fold = next - first >= Least, opened = fold && open.Contains(first);
            if (fold)
                rows.Add(new WaitRow(first, next - first, opened, Inside: false));
            for (int call = first; call < next && (!fold || opened); call++)
                rows.Add(new WaitRow(call, 1, Open: false, Inside: fold));
        }
        return rows;
    }

    private static bool Same(WaitCall one, WaitCall other) =>
        one.Raw is null && other.Raw is null && one.Returned == other.Returned && one.Error == other.Error && one.Call == other.Call;
}
