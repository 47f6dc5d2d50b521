using System.Globalization;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Kernel.Workers;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Host;

/// <summary>A worker of the model <c>spawn</c>: the host's program, started afresh for one slice.</summary>
public static unsafe class SpawnedWorker
{
    /// <summary>The internal verb that starts a spawned worker.</summary>
    public const string Verb = "worker";

    private const int ArrayFd = 5;

    /// <summary>Does the worker's job.</summary>
    /// <param name="arguments">The host's pid, the worker's index, then words for <c>ps</c>.</param>
    /// <returns>The exit code: 0.</returns>
    public static int Main(ReadOnlySpan<string> arguments)
    {
        try
        {
            Live(arguments);
        }
        catch (Exception problem)
        {
            HostComplaint.LeaveAsWorker(problem);
        }
        return 0;
    }

    private static void Live(ReadOnlySpan<string> arguments)
    {
        int host = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        int index = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        Board board = Board.Open(HostProcess.BoardFd);
        RunSpec spec = board.Spec;
        if (!spec.Orphan)
            Worker.DieWith(host);
        ForkGate.Prepare();
        MappedArray array = MappedArray.MapPrivately(ArrayFd, spec.Length, spec.Pages);
        WorkerJob job = HostRun.JobFor(spec, board, array, index, host, pipe: -1);
        if (spec.Orphan)
            Worker.AwaitAdoption(&job);
        CountedTotal total = default;
        LockCode.Make(&total, betweenProcesses: false);
        job.Total = &total;
        Worker.Live(&job);
        Raw.Exit(0);
    }
}
