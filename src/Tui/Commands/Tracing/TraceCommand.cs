using System.Collections.Immutable;
using System.CommandLine;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;
using Sandbox.Tui.Configuration;
using Sandbox.Tui.Interactive;

namespace Sandbox.Tui.Commands.Tracing;

/// <summary><c>sandbox trace</c>.</summary>
internal static class TraceCommand
{
    private const int UsualDepth = int.MaxValue;

    public static Command Create(CommandContext context)
    {
        Argument<string[]> program = new("PROGRAM") { Description = "the program and its arguments, behind --", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> asJson = SharedOptions.Json("one object; what the program writes to standard output goes to standard error");
        Option<bool> plain = new("--plain") { Description = "write a line for each event as it happens, and the tree below them" };
        Option<bool> screen = new("--screen") { Description = "show the tree full-screen as it grows; what the program writes goes to a pane, and it has no terminal" };
        Option<bool> allCalls = new("--all-calls") { Description = "tell of every system call; each of them stops then" };
        Option<string> most = Text("--max-processes", "N", $"with more processes at once all are ended; {TraceSpec.UsualProcesses} where it is left out");
        Option<string> depth = Text("--depth", "N", "how many generations of the tree are printed; all where it is left out");
        Option<string> output = Text("--output", "FILE", "the file that takes what the program writes; it must not be there");
        output.Aliases.Add("-o");
        Option<string> timeout = Text("--timeout", "SECONDS", "end all after so long; never where it is left out");
        Option<bool> noHistory = new("--no-history") { Description = "do not keep the trace in the history; see sandbox history" };
        Option<string> pid = Text("--pid", "N", "attach to a running program in place of starting one; Ctrl-C lets it go, and it runs on");
        Option<string[]> inject = new("--inject") { HelpName = "WHAT", Description = $"do something to the program from outside: {Injection.Forms}; the option may be given again", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
        Command command = new("trace", "your own program: its processes as a tree, how each ended, and whether its parent looked")
        {
            program, screen, asJson, plain, allCalls, most, depth, output, timeout, pid, inject, noHistory,
        };
        command.SetAction(parsed =>
        {
            List<string> problems = [];
            TraceSpec spec = new()
            {
                Program = [.. parsed.GetValue(program) ?? []],
                Attach = Whole(pid, 1),
                AllCalls = parsed.GetValue(allCalls),
                MaxProcesses = Whole(most, 1) ?? TraceSpec.UsualProcesses,
                Timeout = Seconds(timeout),
                Output = parsed.GetValue(output) is not null ? ProgramOutput.ToFile : parsed.GetValue(asJson) ? ProgramOutput.ToError : ProgramOutput.Through,
                OutputFile = parsed.GetValue(output),
                Injections = Injections(parsed.GetValue(inject) ?? [], problems),
            };
            int shown = Whole(depth, 0) ?? UsualDepth;
            if (parsed.GetValue(plain) && parsed.GetValue(asJson))
                problems.Add("--plain and --json exclude each other: --plain writes lines as things happen");
            if (spec.Program.IsEmpty && spec.Attach is null)
                problems.Add("trace: expected a program: sandbox trace -- ./a.out; see trace --help");
            if (spec is { Attach: not null, Program.IsEmpty: false })
                problems.Add("trace: --pid attaches to a program that runs, and a program to start is named too; expected one of them");
            if (spec is { Attach: not null, OutputFile: not null })
                problems.Add("--output: a program that runs already has its outputs; it goes with a program that is started");
            if (spec.Attach is not null && spec.Injections.OfType<Injection.Limit>().FirstOrDefault() is { } limit)
                problems.Add($"--inject: {Quoted.Of(limit.Asked)} is set before a program starts; --pid names one that runs");
            SettingsReading settings = KeyChoices.Read(context.Settings);
            problems.AddRange(settings.Problems.Select(problem => problem.Line));
            if (parsed.GetValue(screen))
            {
                (string Option, bool Given)[] others = [("--json", parsed.GetValue(asJson)), ("--plain", parsed.GetValue(plain)), ("--output", spec.OutputFile is not null), ("--depth", parsed.GetValue(depth) is not null), ("--pid", spec.Attach is not null), ("--no-history", parsed.GetValue(noHistory))];
                problems.AddRange(others.Where(other => other.Given).Select(other => $"--screen and {other.Option} exclude each other"));
                if (problems.Count == 0)
                    return context.Screen(new ScreenOpening(Trace: spec));
            }
            return problems.Count == 0
                ? TraceRunner.Run(context, spec, new TraceShown(parsed.GetValue(asJson), parsed.GetValue(plain), shown, settings.History && !parsed.GetValue(noHistory)))
                : throw new UsageException([.. problems]);

            int? Whole(Option<string> option, int least)
            {
                if (parsed.GetValue(option) is not { } text)
                    return null;
                (long number, string? problem) = WrittenNumber.Whole(text, least, int.MaxValue);
                if (problem is not null)
                    problems.Add($"{option.Name}: {problem}");
                return (int)number;
            }

            double? Seconds(Option<string> option)
            {
                if (parsed.GetValue(option) is not { } text)
                    return null;
                (double seconds, string? problem) = WrittenNumber.Seconds(text, TraceSpec.LongestTimeout, zeroAllowed: false);
                if (problem is not null)
                    problems.Add($"{option.Name}: {problem}");
                return seconds;
            }
        });
        return command;
    }

    private static Option<string> Text(string name, string value, string description) => new(name) { HelpName = value, Description = description };

    private static ImmutableArray<Injection> Injections(string[] texts, List<string> problems)
    {
        ImmutableArray<Injection>.Builder read = ImmutableArray.CreateBuilder<Injection>();
        foreach (string text in texts)
        {
            if (Injection.Read(text, out string? problem) is { } injection)
                read.Add(injection);
            else
                problems.Add($"--inject: {problem}");
        }
        return read.ToImmutable();
    }
}

/// <summary>How a trace is printed.</summary>
/// <param name="Json">As JSON.</param>
/// <param name="Plain">With a line for each event.</param>
/// <param name="Depth">How many generations of the tree.</param>
/// <param name="Keep">Whether it is kept in the history.</param>
internal sealed record TraceShown(bool Json, bool Plain, int Depth, bool Keep);
