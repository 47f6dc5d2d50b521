using System.Globalization;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Tui.Commands.Printing;

namespace Sandbox.Tui.Commands;

/// <summary>
/// <c>sandbox run --step</c>: at each stop it says what is about to happen and what the kernel will do, shows the workers as /proc
/// shows them, and waits for a line: empty for the next step, a worker's number for that worker alone, c to go on, q to end the run.
/// </summary>
internal static class StepDialogue
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    /// <summary>Leads a stepped run to its end, or to where it goes on by itself.</summary>
    /// <param name="run">The run.</param>
    /// <param name="context">What it may touch.</param>
    /// <param name="leave">Ends the dialogue; the run is somebody else's then.</param>
    public static void Lead(IRun run, CommandContext context, CancellationToken leave)
    {
        WorkerSnapshot[] board = new WorkerSnapshot[run.WorkerCount];
        while (Settle(run, context) is { } stop)
        {
            Tell(run, stop, board, context);
            string? line = context.ReadLine(leave)?.Trim();
            if (leave.IsCancellationRequested)
            {
                // The prompt stands there without an end.
                context.Output.WriteLine();
                context.Output.Flush();
                return;
            }
            switch (line)
            {
                case null or "c":
                    run.RunOn();
                    return;
                case "q":
                    run.Stop();
                    return;
                case "":
                    run.Advance();
                    break;
                default:
                    if (WrittenNumber.Whole(line, 0, run.WorkerCount - 1) is { Problem: null, Value: var worker })
                        run.Advance((int)worker);
                    else
                        context.Error.WriteLine($"sandbox: {Quoted.Of(line)} is none of: Enter, a worker from 0 to {run.WorkerCount - 1}, c, q");
                    break;
            }
        }
    }

    /// <summary>
    /// Waits until everybody stands at the next step; <c>null</c> where there is none. Who hangs never comes to it: after the run's timeout the run goes on, and
    /// then that ends it. A stop by itself has no end, for it waits for a person.
    /// </summary>
    private static StepStop? Settle(IRun run, CommandContext context)
    {
        long start = Environment.TickCount64;
        bool stepped = true;
        while (!run.Completion.IsCompleted)
        {
            // Before the board is there the run has no step yet.
            if (stepped && run.ReadStep() is { } stop)
            {
                if (stop.Settled)
                    return stop;
                // An array takes what it takes to be filled, and a host that stands there is seen by who supervises it.
                if (stop.Next > Step.Start && Environment.TickCount64 - start > run.Spec.Timeout * 1000)
                {
                    context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step {(int)stop.Next} is not reached within {run.Spec.Timeout} s, the timeout: the run goes on without stops"));
                    context.Output.Flush();
                    run.RunOn();
                    stepped = false;
                }
            }
            Task.WaitAny([run.Completion], Tick);
        }
        return null;
    }

    private static void Tell(IRun run, StepStop stop, WorkerSnapshot[] board, CommandContext context)
    {
        StepWords words = StepWords.Of(stop.Next, run.Spec);
        context.Output.WriteLine($"step {(int)stop.Next} of {(int)Step.Wait}, {words.Title}: {words.About}");
        context.Output.WriteLine($"  the kernel: {words.Kernel}");
        int count = run.ReadBoard(board);
        if (stop.Next > Step.Start && count > 0)
            context.PrintTable(Columns, board.Take(count).Select(worker => Row(run, worker)));
        context.Output.Write("  Enter: this step; a number: for that worker alone; c: go on; q: end > ");
        context.Output.Flush();
    }

    private static Column[] Columns { get; } =
        [new("worker", Right: true), new("pid", Right: true), new("/proc"), new("stage"), new("minor faults", Right: true), new("shared", Right: true), new("private", Right: true)];

    private static Cell[] Row(IRun run, WorkerSnapshot worker)
    {
        ProcStat? proc = ProcStat.Read(worker.Pid);
        (string shared, string own) = PageMapText.CountNow(run, worker.Index);
        return
        [
            worker.Index.ToString(CultureInfo.InvariantCulture),
            worker.Pid.ToString(CultureInfo.InvariantCulture),
            proc is null ? "gone" : $"{proc.State} {proc.StateWords}".TrimEnd(),
            worker.Stage.Word,
            proc?.MinorFaults.ToString("#,0", CultureInfo.InvariantCulture) ?? "-",
            shared,
            own,
        ];
    }
}
