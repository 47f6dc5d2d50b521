using Sandbox.Core.Runs;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>The times on the board are those of the report.</summary>
public class BoardTimesTests
{
    [Fact]
    public async Task The_board_tells_when_each_worker_began_failed_ended_and_was_reaped()
    {
        IRun run = Runs.Runner.Start(Runs.Spec("processes", "segfault"));
        RunReport report = await Runs.End(run);
        WorkerSnapshot[] board = new WorkerSnapshot[run.WorkerCount];
        Assert.Equal(report.Workers.Length, run.ReadBoard(board));
        Assert.All(report.Workers, worker => Assert.Equal(
            (worker.StartedMs, worker.EndedMs, worker.ReapedMs),
            (board[worker.Index].StartedMs, board[worker.Index].EndedMs ?? board[worker.Index].FaultMs, board[worker.Index].ReapedMs)));
        Assert.Equal([2], board.Where(worker => worker.FaultMs is not null).Select(worker => worker.Index));
        Assert.All(board, worker => Assert.True(worker.StartedMs <= worker.ReapedMs));
    }
}
