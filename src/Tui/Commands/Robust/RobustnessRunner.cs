using System.Collections.Immutable;
using Sandbox.Core.Checking;
using Sandbox.Core.Signals;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;

namespace Sandbox.Tui.Commands.Robust;

/// <summary>The matrix of one program: a run by itself, then one with each injection, and what it made of them.</summary>
internal static class RobustnessRunner
{
    /// <summary>After how many seconds a run is ended: so long at least, and so many times as long as the program takes by itself.</summary>
    private const double LeastTimeout = 2, TimesAsLong = 5;

    private const int LongestTimeout = 3600;

    public static int Run(CommandContext context, ImmutableArray<string> program, string[] wanted, string? timeout, Func<ImmutableArray<Robustness>, string> print)
    {
        List<string> problems = [];
        ImmutableArray<Injection> injections = [.. (wanted.Length > 0 ? wanted : [.. Robustness.Usual]).Select(text => Read(text, problems)).OfType<Injection>()];
        double? seconds = null;
        if (timeout is not null)
        {
            (double given, string? problem) = WrittenNumber.Seconds(timeout, LongestTimeout, zeroAllowed: false);
            seconds = given;
            if (problem is not null)
                problems.Add($"--timeout: {problem}");
        }
        if (problems.Count > 0)
            throw new UsageException([.. problems]);
        using Interruption interruption = new();
        TraceSpec spec = new() { Program = program, Timeout = seconds ?? LongestTimeout };
        var rows = ImmutableArray.CreateBuilder<Robustness>();
        Trial plain = Try(context, spec, interruption);
        if (interruption.Signal is null && plain.TimedOut)
            throw new UsageException([$"{Quoted.Of(program[0])} does not end by itself within {spec.Timeout} s, without any injection; --timeout sets another time"]);
        spec = spec with { Timeout = seconds ?? Math.Max(LeastTimeout, plain.Tree.AtMs * TimesAsLong / 1e3) };
        foreach (Injection injection in injections.TakeWhile(_ => interruption.Signal is null))
        {
            context.Progress($"{rows.Count} of {injections.Length} injections  {injection.Asked}");
            Trial trial = Try(context, spec with { Injections = [injection] }, interruption);
            if (interruption.Signal is null)
                rows.Add(Robustness.Of(injection, plain, trial));
        }
        context.Progress(null);
        context.Output.WriteLine(print(rows.ToImmutable()));
        context.Output.Flush();
        if (interruption.Signal is not { } signal)
            return ExitCode.Done;
        context.Error.WriteLine($"sandbox: {SignalTable.NameOf(signal)} ended the matrix after {rows.Count} of {injections.Length} injections: what is printed is partial, and no process is left");
        return ExitCode.OfSignal(signal);
    }

    private static Trial Try(CommandContext context, TraceSpec spec, Interruption interruption) =>
        Trial.Run(context.Tracer(), spec, trace => interruption.Stops(trace.Stop));

    private static Injection? Read(string text, List<string> problems)
    {
        Injection? injection = Injection.Read(text, out string? problem);
        if (problem is not null)
            problems.Add($"--inject: {problem}");
        return injection;
    }
}
