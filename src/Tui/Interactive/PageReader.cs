using System.Collections.Immutable;
using Sandbox.Core.Arrays;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Interactive;

/// <summary>Reads the page maps of a run for the screen.</summary>
internal sealed class PageReader
{
    /// <summary>So many pages are looked through at a time: some milliseconds.</summary>
    private const long MostPages = 1 << 16;

    private int _turn;

    /// <summary>The maps of some workers now: the first one's, and as many of the others' as there is time for, in turn.</summary>
    public Message Read(IRun run, ImmutableArray<int> workers)
    {
        var board = new WorkerSnapshot[run.WorkerCount];
        int known = run.ReadBoard(board);
        var pages = ImmutableArray.CreateBuilder<WorkerPages>();
        pages.Add(Look(run, workers[0], board.AsSpan(0, known)));
        int others = workers.Length - 1;
        for (int looked = 0; looked < others && (looked + 2) * run.Pages.Pages <= MostPages; looked++)
            pages.Add(Look(run, workers[1 + (_turn++ % others)], board.AsSpan(0, known)));
        return new Message.PagesRead(run.Pages, pages.DrainToImmutable());
    }

    /// <summary>The last maps of a run that is over, as far as somebody saw them.</summary>
    public static Message Last(IRun run)
    {
        var pages = ImmutableArray.CreateBuilder<WorkerPages>();
        for (int worker = 0; worker < run.WorkerCount; worker++)
        {
            WorkerPages seen = Look(run, worker, []);
            if (seen.Reading.Source != PageMapSource.Nowhere)
                pages.Add(seen);
        }
        return new Message.PagesRead(run.Pages, pages.DrainToImmutable());
    }

    private static WorkerPages Look(IRun run, int worker, ReadOnlySpan<WorkerSnapshot> board)
    {
        var cells = new PageState[run.Pages.Cells];
        PageReading reading = run.ReadPages(worker, cells);
        // Once it was waited for, its number may be another's.
        bool there = worker < board.Length && board[worker] is { Pid: > 0, ReapedMs: null };
        return new WorkerPages(worker, reading, cells, there ? ProcStat.Read(board[worker].Pid) : null);
    }
}
