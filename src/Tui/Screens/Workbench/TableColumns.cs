using Sandbox.Core.Runs;
using Sandbox.Core.Waits;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>One column: where it is, and what it says of a worker.</summary>
internal sealed record Column(string Head, int Width, bool AtRight, Func<WorkerReport, string> Text, Func<WorkerReport, Ink>? Ink = null);

/// <summary>The columns that a terminal has room for. In a narrow one some are left out, in a wide one more are there.</summary>
internal sealed class TableColumns
{
    private const int Left = 2;
    private const int GroupedFrom = 100;
    private const int MeaningLeast = 13;
    private const int MeaningMost = 34;

    private readonly List<Column> _columns = [];
    private readonly Glyphs _glyphs;
    private readonly Column _index;
    private readonly Column _pid;
    private readonly Column _state;
    private readonly Column _status;
    private readonly Column _meaning;

    private TableColumns(RunModel run, int width, Glyphs glyphs)
    {
        _glyphs = glyphs;
        bool grouped = width >= GroupedFrom;
        string Number(long? number) => number is { } known ? grouped ? Numbers.Grouped(known) : Numbers.Plain(known) : glyphs.Unknown;
        int digits = SumWidth(run, Number);
        _index = new("#", Numbers.Plain(run.WorkerCount).Length, true, worker => Numbers.Plain(worker.Index));
        _pid = new("pid", 7, true, worker => worker.Pid is { } pid ? Numbers.Plain(pid) : glyphs.Unknown);
        _state = new("state", 8, false, worker => Word(worker.State), InkOf);
        _status = new("status", 6, false, worker => worker.Status?.Hex ?? glyphs.Unknown);
        Column sum = new("sum", digits, true, worker => Number(worker.Sum));
        Column expected = new("expected", digits, true, worker => Number(worker.ExpectedSum), _ => Ink.Dim);
        Column right = new("", 8, false, Judgement, worker => worker.Correct switch { true => Ink.Good, false => Ink.Bad, null => Ink.Dim });

        List<Column> fixedColumns = [_index, _pid, _state, _status, sum, expected, right];
        int spare = width - Left - Room(fixedColumns) - MeaningLeast - 1;
        foreach (Column droppable in (ReadOnlySpan<Column>)[expected, _pid])
        {
            if (spare < 0 && fixedColumns.Remove(droppable))
                spare += droppable.Width + 1;
        }
        int meaning = Math.Clamp(MeaningLeast + spare, MeaningLeast, MeaningMost);
        _meaning = new("what the macros say", meaning, false, worker => Meaning(worker, meaning), InkOf);
        spare -= meaning - MeaningLeast;
        foreach (Column column in fixedColumns)
        {
            _columns.Add(column);
            if (column == _status)
                _columns.Add(_meaning);
        }
        foreach (Column extra in Extras())
        {
            if (spare < extra.Width + 1)
                break;
            _columns.Add(extra);
            spare -= extra.Width + 1;
        }
    }

    public static TableColumns Of(RunModel run, int width, Glyphs glyphs) => new(run, width, glyphs);

    public void DrawHead(Area area, int y)
    {
        int x = Left;
        foreach (Column column in _columns)
        {
            Put(area, x, y, column, column.Head, Ink.Dim);
            x += column.Width + 1;
        }
    }

    /// <summary>A worker of which all is known.</summary>
    public void DrawReport(Area area, int y, WorkerReport worker)
    {
        int x = Left;
        foreach (Column column in _columns)
        {
            Put(area, x, y, column, column.Text(worker), column.Ink?.Invoke(worker) ?? Ink.Plain);
            x += column.Width + 1;
        }
    }

    /// <summary>A worker that was waited for, while others still run.</summary>
    public void DrawStatus(Area area, int y, int index, int pid, WaitStatus status)
    {
        Ink ink = status.Exited ? Ink.Plain : Ink.Bad;
        DrawLive(area, y, index, pid, status.Exited ? "exited" : status.Signaled ? "signaled" : "stopped", ink);
        Put(area, Position(_status), y, _status, status.Hex, Ink.Plain);
        Put(area, Position(_meaning), y, _meaning, Fitting(status, _meaning.Width), ink);
    }

    /// <summary>A worker that runs.</summary>
    /// <returns>The place for its bar.</returns>
    public (int From, int Width) DrawLive(Area area, int y, int index, int pid, string state, Ink ink)
    {
        Put(area, Position(_index), y, _index, Numbers.Plain(index), Ink.Plain);
        if (_columns.Contains(_pid))
            Put(area, Position(_pid), y, _pid, pid > 0 ? Numbers.Plain(pid) : _glyphs.Unknown, Ink.Plain);
        Put(area, Position(_state), y, _state, state, ink);
        int from = Position(_status);
        return (from, _status.Width + 1 + _meaning.Width);
    }

    private static IEnumerable<Column> Extras() =>
    [
        new("user ms", 8, true, worker => Numbers.Milliseconds(worker.Usage?.UserMs)),
        new("sys ms", 8, true, worker => Numbers.Milliseconds(worker.Usage?.SystemMs)),
        new("faults", 8, true, worker => worker.Usage is { } usage ? Numbers.Plain(usage.MinorFaults) : ""),
        new("ended ms", 9, true, worker => Numbers.Milliseconds(worker.EndedMs)),
        new("reaped ms", 9, true, worker => Numbers.Milliseconds(worker.ReapedMs)),
        new("tid", 7, true, worker => worker.Tid is { } tid ? Numbers.Plain(tid) : ""),
    ];

    private static void Put(Area area, int x, int y, Column column, string text, Ink ink)
    {
        if (column.AtRight)
            area.PutRight(x + column.Width, y, text, ink);
        else
            area.Put(x, y, text, ink, column.Width);
    }

    private int Position(Column wanted)
    {
        int x = Left;
        foreach (Column column in _columns)
        {
            if (column == wanted)
                break;
            x += column.Width + 1;
        }
        return x;
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
        int width = Math.Max("expected".Length, text(run.Spec.Length / run.Spec.Workers * 100).Length);
        if (run.Report is { } report)
        {
            foreach (WorkerReport worker in report.Workers)
                width = Math.Max(width, Math.Max(text(worker.Sum).Length, text(worker.ExpectedSum).Length));
        }
        return width;
    }

    private string Judgement(WorkerReport worker) => worker switch
    {
        { Role: WorkerRole.Intruder } => "intruder",
        { Correct: true } => $"{_glyphs.Right} right",
        { Sum: null } => $"{_glyphs.Wrong} no sum",
        _ => $"{_glyphs.Wrong} wrong",
    };

    private static string Word(WorkerState state) => state switch
    {
        WorkerState.Exited => "exited",
        WorkerState.Signaled => "signaled",
        WorkerState.Lost => "lost",
        WorkerState.Unreaped => "unreaped",
        _ => "unknown",
    };

    private static Ink InkOf(WorkerReport worker) => worker switch
    {
        { State: WorkerState.Exited, Status: null or { ExitCode: 0 } } => Ink.Plain,
        { State: WorkerState.Unknown or WorkerState.Unreaped } => Ink.Warning,
        _ => Ink.Bad,
    };

    private static string Meaning(WorkerReport worker, int width) => worker switch
    {
        { Status: { } status } => Fitting(status, width),
        { State: WorkerState.Exited } => First(width, "a thread has no status", "no status"),
        { State: WorkerState.Lost } => First(width, "gone with the host", "with the host"),
        { State: WorkerState.Unreaped } => First(width, "nobody waited for it", "not waited"),
        _ => First(width, "it was never started", "not started"),
    };

    private static string Fitting(WaitStatus status, int width) => First(
        width, status.ToString(), status.Signaled ? $"{status.SignalName} ({status.Signal})" : status.ToString());

    private static string First(int width, string full, string brief) => full.Length <= width ? full : brief;
}
