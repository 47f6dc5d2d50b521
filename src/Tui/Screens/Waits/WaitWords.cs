using Sandbox.Core.Runs;
using Sandbox.Core.Signals;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Waits;

/// <summary>What a wait call returned, in words.</summary>
internal static class WaitWords
{
    /// <summary>In a column.</summary>
    public static (string Text, Ink Ink) Brief(WaitCall call, int width) => call switch
    {
        { Status: { } status } => (Fitting(status, width), status is { Exited: true, ExitCode: 0 } ? Ink.Good
            : status is { Exited: true } or { Signaled: true } ? Ink.Bad : Ink.Warning),
        { Error: { } error } => (error, Ink.Warning),
        { Returned: 0 } => ("nothing yet", Ink.Dim),
        _ => ("", Ink.Plain),
    };

    /// <summary>How long the child had been a zombie, in milliseconds; empty where the call brought nobody's end.</summary>
    public static string Zombie(RunModel run, RunEvent.Waited waited, Glyphs glyphs)
    {
        if (waited is not { Worker: { } worker, Call.Status: { Exited: true } or { Signaled: true } })
            return "";
        WorkerTimes times = WorkerTimes.Of(run, worker);
        return times.LastAct is { } last
            ? $"{(times.Exact ? "" : "<= ")}{Numbers.Milliseconds(Math.Max(0, waited.AtMs - last))}"
            : glyphs.Unknown;
    }

    /// <summary>All that is known of a row.</summary>
    public static string Of(RunModel run, WaitRow row)
    {
        RunEvent.Waited waited = run.Waits[row.First];
        WaitCall call = waited.Call;
        if (row.Fold)
        {
            double until = run.Waits[row.First + row.Count - 1].AtMs;
            return $"{call.Call} returned {Numbers.Plain(call.Returned)}{Error(call)} {Numbers.Grouped(row.Count)} times, from "
                + $"{Numbers.Milliseconds(call.AtMs)} to {Numbers.Milliseconds(until)} ms: Enter {(row.Open ? "folds them again" : "opens them")}";
        }
        string words = $"{call.Call} = {Numbers.Plain(call.Returned)}{Error(call)}";
        if (call.Status is { } status)
            words += $": {(waited.Worker is { } index ? $"worker {index} " : "")}{status}, status {status.Hex}";
        else if (call is { Returned: 0, Error: null })
            words += ": no child has changed its state";
        return words + ZombieWords(run, waited);
    }

    private static string ZombieWords(RunModel run, RunEvent.Waited waited)
    {
        if (waited is not { Worker: { } worker, Call.Status: { Exited: true } or { Signaled: true } })
            return "";
        WorkerTimes times = WorkerTimes.Of(run, worker);
        if (times.LastAct is not { } last)
            return "; when it died nobody noted";
        string zombie = Numbers.Milliseconds(Math.Max(0, waited.AtMs - last));
        return times.Exact
            ? $"; its last act was at {Numbers.Milliseconds(last)} ms, so it was a zombie for {zombie} ms"
            : $"; it still lived at {Numbers.Milliseconds(last)} ms, so it was a zombie for at most {zombie} ms";
    }

    private static string Error(WaitCall call) => call.Error switch
    {
        null => "",
        "ECHILD" => " ECHILD (there is no such child to wait for)",
        "EINTR" => " EINTR (a signal came in between)",
        var other => $" {other}",
    };

    private static string Fitting(WaitStatus status, int width) =>
        status.ToString() is var full && full.Length <= width ? full
        : status.Signal is { } signal && SignalTable.Told(signal) is var brief && brief.Length <= width ? brief
        : status.SignalName ?? status.StopSignalName ?? full;
}
