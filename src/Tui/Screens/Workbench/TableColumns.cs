using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>The columns that a terminal has room for. In a narrow one some are left out, in a wide one more are there.</summary>
internal sealed class TableColumns
{
    private const int ScrollBarWidth = 2;
    private const int Left = 2;
    private const int GroupedFrom = 100;
    private const int MeaningLeast = 13;
    private const int MeaningMost = 34;
    private const int MeaningMostOfWide = 40;
    private const int WideFrom = 160;

    private readonly List<Column> _columns = [];
    private readonly Glyphs _glyphs;
    private readonly Column _status;
    private readonly Column _meaning;
    private readonly TableModel _table;

    private TableColumns(RunModel run, int width, Glyphs glyphs, TableModel table)
    {
        _table = table;
        _glyphs = glyphs;
        bool grouped = width >= GroupedFrom;
        string Number(long? number) => number is { } known ? grouped ? Numbers.Grouped(known) : Numbers.Plain(known) : glyphs.Unknown;
        int digits = SumWidth(run, Number);
        Column index = new(ColumnId.Index, Numbers.Plain(run.WorkerCount).Length, true, worker => Numbers.Plain(worker.Index));
        Column life = new(ColumnId.Life, 4, true, worker => Numbers.Plain(worker.Lives.Length));
        // Threads have one pid, their host's: what tells them apart is the tid. A number of seven digits takes the gap before it.
        bool threads = run.Spec.ModelRow.OneAddressSpace;
        Column pid = threads ? Tid(6) : Pid(6);
        Column state = new(ColumnId.State, 10, false, worker => worker.State.Word);
        _status = new(ColumnId.Status, 6, false, worker => worker.Status?.Hex ?? glyphs.Unknown);
        Column sum = new(ColumnId.Sum, digits, true, worker => Number(worker.Sum));
        Column expected = new(ColumnId.Expected, digits, true, worker => Number(worker.ExpectedSum), _ => Ink.Dim);
        Column right = new(ColumnId.Right, 8, false, Judgement, worker => worker.Correct switch { true => Ink.Good, false => Ink.Bad, null => Ink.Dim });

        Column host = new(ColumnId.Host, WorkerFacts.HostWidth(run), false, worker => worker.Host ?? "");
        List<Column> fixedColumns = [index, .. run.Spec.Hosts is not null ? [host] : Array.Empty<Column>(), .. run.Spec.Restart > 0 ? [life] : Array.Empty<Column>(), pid, state, _status, sum, expected, right];
        // The last column needs no gap behind it.
        int spare = width + 1 - Left - Room(fixedColumns) - MeaningLeast - 1;
        foreach (Column droppable in (ReadOnlySpan<Column>)[expected, pid])
        {
            if (spare < 0 && fixedColumns.Remove(droppable))
                spare += droppable.Width + 1;
        }
        int meaning = Math.Clamp(MeaningLeast + spare, MeaningLeast, width >= WideFrom ? MeaningMostOfWide : MeaningMost);
        _meaning = new(ColumnId.Meaning, meaning, false, worker => Fitting(EndWords.Of(worker), meaning));
        spare -= meaning - MeaningLeast;
        foreach (Column column in fixedColumns)
        {
            _columns.Add(column);
            if (column == _status)
                _columns.Add(_meaning);
        }
        List<Column> others = [.. ExtraColumns.All.Select(column => column.Shown), threads ? Pid(7) : Tid(7)];
        Take(others, spare);
        while (others.Count > 0)
        {
            Pages++;
            if (table.Page == Pages - 1)
                _columns = [index, pid, state];
            Take(others, width + 1 - Left - Room([index, pid, state]), keep: table.Page == Pages - 1);
        }
    }

    /// <summary>How many pages the columns have: what does not fit beside the others is on the next ones.</summary>
    public int Pages { get; private set; } = 1;

    /// <summary>The columns of the table as it is seen: beside it is the scroll bar, where not all rows have room.</summary>
    public static TableColumns Of(AppModel model, RunModel run) => new(
        run, model.Size.Columns - (run.WorkerCount > BenchLayout.Of(model.Room).TableRows ? ScrollBarWidth : 0), model.Glyphs, model.Workbench.Table);

    public static TableColumns Of(RunModel run, int width, Glyphs glyphs, TableModel? table = null) => new(run, width, glyphs, table ?? new TableModel());

    /// <summary>The heads of the columns that are there, from left to right.</summary>
    public List<string> Heads
    {
        get
        {
            var heads = new List<string>();
            foreach (Column column in _columns)
                heads.Add(column.Head);
            return heads;
        }
    }

    /// <summary>The head of the column at a cell, or <c>null</c>.</summary>
    public string? HeadAt(int column)
    {
        int x = Left;
        foreach (Column known in _columns)
        {
            if (column >= x && column <= x + known.Width)
                return known.Head;
            x += known.Width + 1;
        }
        return null;
    }

    public void DrawHead(Canvas canvas, int y)
    {
        int x = Left;
        foreach (Column column in _columns)
        {
            bool sorted = column.Head == _table.Sort;
            Put(canvas, x, y, column, column.Head, sorted ? Ink.Strong : Ink.Dim);
            if (sorted && (_table.Sort, _table.Descending) != (ColumnId.Index, false))
                canvas.Put(x + column.Width, y, _table.Descending ? _glyphs.Descending : _glyphs.Ascending, Ink.Strong);
            x += column.Width + 1;
        }
    }

    /// <summary>A worker, as far as it is known.</summary>
    /// <returns>The place for its bar; no width where there is none.</returns>
    public (int From, int Width) Draw(Canvas canvas, int y, RunModel run, int index, bool lit)
    {
        WorkerReport? report = WorkerFacts.Report(run, index);
        WaitStatus? status = WorkerFacts.Status(run, index);
        Ink ink = WorkerFacts.InkOf(run, index);
        int x = Left, bar = 0;
        foreach (Column column in _columns)
        {
            switch (column.Head)
            {
                case ColumnId.Index:
                    Put(canvas, x, y, column, Numbers.Plain(index), new Style(lit ? Ink.Strong : Ink.Plain, lit));
                    break;
                case ColumnId.Life when report is null:
                    Put(canvas, x, y, column, Numbers.Plain(WorkerFacts.Snapshot(run, index).Life + 1), Ink.Plain);
                    break;
                case ColumnId.Host:
                    Put(canvas, x, y, column, WorkerFacts.Host(run, index), Ink.Plain);
                    break;
                case ColumnId.Pid or ColumnId.Tid:
                    int id = column.Head == ColumnId.Pid ? WorkerFacts.Pid(run, index) : WorkerFacts.Tid(run, index);
                    Put(canvas, x, y, column, id > 0 ? Numbers.Plain(id) : _glyphs.Unknown, Ink.Plain);
                    break;
                case ColumnId.State:
                    canvas.Put(x, y, WorkerFacts.Sign(run, index, _glyphs), ink);
                    canvas.Put(x + 2, y, WorkerFacts.Word(run, index), ink, column.Width - 2);
                    break;
                case ColumnId.Status when report is null:
                    bar = x;
                    if (status is { } raw)
                        Put(canvas, x, y, column, raw.Hex, Ink.Plain);
                    break;
                case ColumnId.Meaning when report is null:
                    if (status is { } taken)
                        Put(canvas, x, y, column, Fitting(EndWords.Of(taken), column.Width), ink);
                    break;
                default:
                    // Without a status column the bar begins where the first column without a value would.
                    bar = bar == 0 ? x : bar;
                    if (report is not null)
                        Put(canvas, x, y, column, column.Text(report), column.Ink?.Invoke(report) ?? (column.Head == ColumnId.Meaning ? ink : Ink.Plain));
                    break;
            }
            x += column.Width + 1;
        }
        return report is null && status is null ? (bar, _status.Width + 1 + _meaning.Width) : (0, 0);
    }

    private static Column Pid(int width) => new(ColumnId.Pid, width, true, worker => worker.Pid is { } pid ? Numbers.Plain(pid) : "");

    private static Column Tid(int width) => new(ColumnId.Tid, width, true, worker => worker.Tid is { } tid ? Numbers.Plain(tid) : "");

    private static void Put(Canvas canvas, int x, int y, Column column, string text, Style ink)
    {
        if (column.AtRight)
            canvas.PutRight(x + column.Width, y, text, ink);
        else
            canvas.Put(x, y, text, ink, column.Width);
    }

    /// <summary>Takes as many columns as there is room for, and keeps them where they are on the page that is seen.</summary>
    private void Take(List<Column> others, int room, bool keep = true)
    {
        while (others.Count > 0 && others[0].Width < room)
        {
            room -= others[0].Width + 1;
            if (keep)
                _columns.Add(others[0]);
            others.RemoveAt(0);
        }
    }

    private static int Room(List<Column> columns)
    {
        int room = 0;
        foreach (Column column in columns)
            room += column.Width + 1;
        return room;
    }

    private static int SumWidth(RunModel run, Func<long?, string> text)
    {
        long least = 0, most = run.Spec.Length / run.Spec.Workers * 100;
        if (run.Report is { } report)
        {
            foreach (WorkerReport worker in report.Workers)
            {
                least = Math.Min(least, worker.Sum ?? 0);
                most = Math.Max(most, Math.Max(worker.Sum ?? 0, worker.ExpectedSum ?? 0));
            }
        }
        return Math.Max("expected".Length, Math.Max(text(least).Length, text(most).Length));
    }

    private string Judgement(WorkerReport worker) => worker.Role == WorkerRole.Intruder
        ? EndWords.OfSum(worker)
        : $"{(worker.Correct == true ? _glyphs.Right : _glyphs.Wrong)} {EndWords.OfSum(worker)}";

    private static string Fitting(EndWords words, int width) => words.Full.Length <= width ? words.Full : words.Brief;
}
