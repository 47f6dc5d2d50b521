using System.Globalization;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>Which worker stands in which row, as the table is sorted and filtered.</summary>
internal sealed class RowOrder
{
    // Null where every worker stands in the row of its index: then a million rows cost nothing.
    private readonly int[]? _indices;

    private RowOrder(int count, int[]? indices) => (Count, _indices) = (count, indices);

    /// <summary>How many rows there are.</summary>
    public int Count { get; }

    /// <summary>The worker of a row.</summary>
    public int this[int row] => _indices?[row] ?? row;

    public static RowOrder Of(RunModel? run, TableModel table)
    {
        if (run is null)
            return new RowOrder(0, null);
        int count = run.WorkerCount;
        if (table is { Sort: ColumnId.Index, Descending: false, Filter: "" })
            return new RowOrder(count, null);
        var indices = new int[count];
        int kept = 0;
        var matcher = new Matcher(table.Filter);
        for (int index = 0; index < count; index++)
        {
            if (table.Filter.Length == 0 || matcher.Matches(run, index))
                indices[kept++] = index;
        }
        if (table.Sort != ColumnId.Index)
            Sort(run, table.Sort, indices, kept);
        if (table.Descending)
            Array.Reverse(indices, 0, kept);
        return new RowOrder(kept, indices);
    }

    /// <summary>The row of a worker, or -1.</summary>
    public int RowOf(int worker) => _indices is null ? (worker < Count ? worker : -1) : Array.IndexOf(_indices, worker, 0, Count);

    private static void Sort(RunModel run, string column, int[] indices, int count)
    {
        Func<int, long> rankOf = Column.Ranks(column, run);
        var ranks = new long[count];
        for (int row = 0; row < count; row++)
            ranks[row] = rankOf(indices[row]);
        Array.Sort(ranks, indices, 0, count);
        // Equals keep the order of their indices, else rows would dance from frame to frame.
        for (int from = 0; from < count;)
        {
            int to = from + 1;
            while (to < count && ranks[to] == ranks[from])
                to++;
            if (to - from > 1)
                Array.Sort(indices, from, to - from);
            from = to;
        }
    }

    /// <summary>Whether a row has a text, without making a text of every row.</summary>
    private sealed class Matcher(string text)
    {
        private readonly Dictionary<int, bool> _statuses = [];
        private readonly char[] _number = new char[20];

        public bool Matches(RunModel run, int index)
        {
            if (Has(index) || Has(WorkerFacts.Pid(run, index)) || Has(WorkerFacts.Tid(run, index)) || WorkerFacts.Word(run, index).Contains(text, StringComparison.OrdinalIgnoreCase))
                return true;
            if (WorkerFacts.Report(run, index) is { } report && EndWords.OfSum(report).Contains(text, StringComparison.OrdinalIgnoreCase))
                return true;
            return WorkerFacts.Status(run, index) is { } status && HasStatus(status);
        }

        private bool HasStatus(WaitStatus status)
        {
            if (!_statuses.TryGetValue(status.Raw, out bool has))
                _statuses[status.Raw] = has = $"{status.Hex} {status}".Contains(text, StringComparison.OrdinalIgnoreCase);
            return has;
        }

        private bool Has(int number) => number.TryFormat(_number, out int length, provider: CultureInfo.InvariantCulture)
            && _number.AsSpan(0, length).Contains(text, StringComparison.Ordinal);
    }
}
