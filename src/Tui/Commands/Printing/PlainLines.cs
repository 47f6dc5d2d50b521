using System.Globalization;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.Tui.Commands.Printing;

/// <summary>What happens in a run as lines, each when it happens: for screen readers, pipes and terminals without a cursor.</summary>
internal sealed class PlainLines(TextWriter output)
{
    private WaitCall? _said;
    private int _repeats;
    private RunSpec? _spec;

    /// <summary>Writes what happens until nothing does any more.</summary>
    public void Follow(IRun run)
    {
        _spec = run.Spec;
        while (run.Events.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (run.Events.TryRead(out RunEvent? happened))
                Say(happened);
            output.Flush();
        }
        SayRepeats();
    }

    private void Say(RunEvent happened)
    {
        // A parent that polls asks the same again and again; once is enough, with a count.
        if (happened is RunEvent.Waited { Call: { Returned: 0 } call } && _said is { Returned: 0 } said && said.Call == call.Call)
        {
            (_said, _repeats) = (call, _repeats + 1);
            return;
        }
        SayRepeats();
        _said = (happened as RunEvent.Waited)?.Call;
        Line(happened.AtMs, happened switch
        {
            RunEvent.PhaseReached reached => reached.Phase.Words.Says,
            RunEvent.WorkerStarted started => $"worker {started.Index} started, pid {started.Pid}",
            RunEvent.Restarting over => string.Create(CultureInfo.InvariantCulture, $"worker {over.Worker} failed ({over.Life.Status}); it is started again in {over.Life.BackoffMs} ms"),
            RunEvent.CoreLeft left => $"a core was left: {CoreWords.Of(left.Core)}",
            RunEvent.StartFailed failed => failed.Told,
            RunEvent.Waited waited => Wait(waited),
            RunEvent.TimedOut => "the timeout is over: every process that is left gets SIGKILL",
            RunEvent.ParentArrayInspected inspected => $"the parent's own array is {EndWords.OfArray(inspected.Corrupted)}",
            RunEvent.LauncherStarted started => $"the host started mpirun, pid {started.Pid}",
            RunEvent.LauncherEnded ended => $"mpirun ended, status {ended.Status.Hex}: {ended.Status}{(ended.Killed ? ", by the host: no rank was left" : "")}",
            RunEvent.RankHostSeen seen => RankHostReport.Says(seen, _spec!),
            RunEvent.HostEnded ended => $"the host ended, status {ended.Status.Hex}: {ended.Status}",
            _ => "",
        });
    }

    private void SayRepeats()
    {
        if (_repeats > 0 && _said is { } said)
            Line(said.AtMs, string.Create(CultureInfo.InvariantCulture, $"{said.Call} returned 0 {_repeats:#,0} times more"));
        _repeats = 0;
    }

    private void Line(double atMs, string words)
    {
        if (words.Length > 0)
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{atMs,9:0.0} ms  {words}\n"));
    }

    private static string Wait(RunEvent.Waited waited)
    {
        WaitCall call = waited.Call;
        string returned = $"{call.Call} returned {call.Returned.ToString(CultureInfo.InvariantCulture)}";
        if (call.Error is { } error)
            return $"{returned}, {error}";
        if (call.Status is not { } status)
            return returned;
        string who = waited.Worker is { } worker ? $"worker {worker.ToString(CultureInfo.InvariantCulture)} " : "";
        return $"{returned}, status {status.Hex}: {who}{status}";
    }
}
