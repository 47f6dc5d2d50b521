using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Status;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Checking;

/// <summary>What a program made of an injection. A column is <c>null</c> where it has nothing to say.</summary>
/// <param name="Inject">The injection.</param>
/// <param name="Reached">Whether it took place.</param>
/// <param name="Survives">Whether the program came to its own end, and no signal ended it; <c>null</c> where the injection itself ended it.</param>
/// <param name="Reports">Whether it said what went wrong, by a line or by its exit code; <c>null</c> where nothing did.</param>
/// <param name="Hangs">Whether the timeout ended it.</param>
/// <param name="Lies">Whether it ended as though nothing had gone wrong; <c>null</c> where nothing did.</param>
/// <param name="Why">What shows it.</param>
public sealed record Robustness(string Inject, bool Reached, bool? Survives, bool? Reports, bool? Hangs, bool? Lies, string Why)
{
    /// <summary>What is injected where nothing else is asked for: what goes wrong with processes now and then on any machine.</summary>
    public static ImmutableArray<string> Usual { get; } =
    [
        "fork:1:EAGAIN", "fork:2:EAGAIN", "child:1:SIGKILL", "child:2:SIGSEGV", "child:*:SIGTERM", "wait:1:EINTR", "wait:1:ECHILD", "exec:1:ENOENT", "pipe:1:EMFILE",
        "write:*:ENOSPC", "limit:fsize=0", "slow:50", "0.1s:SIGSTOP:0.2s", "wait:1:SIGTERM", "wait:1:SIGKILL",
    ];

    /// <summary>Judges a trial by the same program without an injection.</summary>
    /// <param name="injection">What was injected.</param>
    /// <param name="plain">The program by itself.</param>
    /// <param name="trial">The program with it.</param>
    public static Robustness Of(Injection injection, Trial plain, Trial trial)
    {
        TracedProcess first = trial.Tree.First!;
        // A limit and slowness are there from the start.
        if (trial.Tree.Injected.IsEmpty && injection is not (Injection.Limit or Injection.Slow))
            return new Robustness(injection.Asked, false, null, null, null, null, "the program does not come to it");
        string[] harms = [.. Harms(plain, trial)];
        string end = first.End is { } status ? status.ToString() : "had not ended";
        if (trial.TimedOut)
            return new Robustness(injection.Asked, true, false, null, true, null, Sentence("the timeout ended it", harms));
        if (first.End is not { Exited: true })
        {
            bool? survives = IsOf(injection, first) ? null : false;
            return new Robustness(injection.Asked, true, survives, null, false, null, Sentence($"it was {end}{Outlived(trial, first)}", harms));
        }
        if (harms.Length == 0)
            return new Robustness(injection.Asked, true, true, null, false, null, $"it {end}, and nothing is missing");
        bool byCode = first.End is { ExitCode: not 0 } && plain.Tree.First?.End is { ExitCode: 0 };
        HashSet<string> usual = [.. plain.Lines];
        TracedProcess[] failed = [.. trial.Tree.Processes.Where((process, at) => process.Number > 0 && trial.Failed(process) && plain.Tree.Processes.ElementAtOrDefault(at)?.End != process.End)];
        HashSet<WaitStatus> ends = [.. failed.Select(process => process.End!.Value)];
        HashSet<long> pids = [.. failed.Select(process => (long)process.Pid)];
        string? line = trial.Lines.FirstOrDefault(line => !usual.Contains(line) && Says(line, injection, ends, pids));
        string said = line is not null ? $"it says {Text.Quoted.Of(line)}" : byCode ? $"it {end}" : $"it {end} and says nothing of it";
        return new Robustness(injection.Asked, true, true, byCode || line is not null, false, !(byCode || line is not null), Sentence(said, harms));
    }

    /// <summary>What is wrong beside the program without an injection: facts that can be counted.</summary>
    private static IEnumerable<string> Harms(Trial plain, Trial trial)
    {
        TracedProcess[] failed = [.. trial.Tree.Processes.Where(process => process.Number > 0 && trial.Failed(process))];
        if (failed.Length > 0 && !Ends(plain).SequenceEqual(Ends(trial)))
            yield return $"{Number(failed[0].Pid)}, process {Number(failed[0].Number)}, {(failed[0].End is { Exited: true } ? "" : "was ")}{failed[0].End}{(failed.Length > 1 ? $", and so on with {Number(failed.Length - 1)} more" : "")}";
        if (trial.Tree.Processes.Count < plain.Tree.Processes.Count)
            yield return $"{Number(plain.Tree.Processes.Count - trial.Tree.Processes.Count)} of {Number(plain.Tree.Processes.Count - 1)} processes were not started";
        int unseen = Unseen(trial) - Unseen(plain);
        if (unseen > 0)
            yield return $"{Number(unseen)} more {(unseen == 1 ? "child was" : "children were")} not waited for";
        if (trial.Lines.Length < plain.Lines.Length)
            yield return $"{Number(plain.Lines.Length - trial.Lines.Length)} of {Number(plain.Lines.Length)} lines are missing";
        if (trial.Tree.First?.End is { ExitCode: { } code } && plain.Tree.First?.End is { ExitCode: { } usual } && code != usual)
            yield return $"it exits {Number(code)}, and {Number(usual)} otherwise";
    }

    private static IEnumerable<int> Ends(Trial trial) =>
        trial.Tree.Processes.Where(process => process.Number > 0).Select(process => process.End?.Raw ?? -1);

    private static int Unseen(Trial trial) => trial.Tree.Processes.Count(process => process.Fate is StatusFate.Zombie or StatusFate.ParentGone);

    /// <summary>Whether a line names what was injected, or a process that failed of it.</summary>
    private static bool Says(string line, Injection injection, HashSet<WaitStatus> ends, HashSet<long> pids) =>
        injection is Injection.AtCall { Returned: < 0 and > -4096 and var returned } && Naming.Error(line, (int)-returned)
        || ends.Any(end => Naming.End(line, end)) || Naming.Numbers(line).Any(pids.Contains);

    /// <summary>Whether the injection sent the program what ended it.</summary>
    private static bool IsOf(Injection injection, TracedProcess first) => first.End?.Signal is { } signal && injection switch
    {
        Injection.AtMoment moment => moment.Signal == signal,
        Injection.AtCall call => call.Signal == signal,
        _ => false,
    };

    private static string Outlived(Trial trial, TracedProcess first) =>
        trial.Tree.Processes.Count(process => process.Number > 0 && process.EndedMs > first.EndedMs) is > 0 and var count ? $", and {Number(count)} of its processes outlived it" : "";

    private static string Sentence(string said, string[] harms) => harms.Length == 0 ? said : $"{said}; {string.Join("; ", harms)}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
