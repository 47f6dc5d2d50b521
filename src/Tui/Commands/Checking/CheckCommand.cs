using System.Collections.Immutable;
using System.CommandLine;
using Sandbox.Core.Checking;
using Sandbox.Core.Signals;
using Sandbox.Core.Tracing;

namespace Sandbox.Tui.Commands.Checking;

/// <summary><c>sandbox check</c>: whether a program does what a task asks for.</summary>
internal static class CheckCommand
{
    public static Command Create(CommandContext context)
    {
        Option<string> program = new("--program") { HelpName = "FILE", Description = "the program that is checked" };
        Argument<string> task = new("TASK") { Description = "the task's id, or a path of its folder", Arity = ArgumentArity.ZeroOrOne };
        Argument<string[]> arguments = new("ARGUMENT") { Description = "the program's arguments in place of the task's, behind --", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> list = new("--list") { Description = "list the tasks that there are" };
        Option<bool> asJson = SharedOptions.Json("one object");
        Command command = new("check", "whether a program of yours does what a task asks for, under faults too: exit code 0 where it does, 1 where not") { task, arguments, program, list, asJson };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(list))
            {
                context.PrintTable([new("id"), new("what is asked", Wraps: true)], TaskFolder.All(context).Select(one => (Printing.Cell[])[new(one.Id, Printing.Tone.Id), one.Summary]));
                return ExitCode.Done;
            }
            if (parsed.GetValue(program) is not { Length: > 0 } file || parsed.GetValue(task) is not { Length: > 0 } name)
                throw new UsageException(["check: expected a program and a task: sandbox check --program ./a.out wait-for-it; sandbox check --list has the tasks"]);
            CheckTask read = TaskFolder.Find(context, name);
            string[] own = parsed.GetValue(arguments) ?? [];
            return Run(context, read, [file, .. own.Length > 0 ? own : [.. read.Arguments]], parsed.GetValue(asJson));
        });
        return command;
    }

    private static int Run(CommandContext context, CheckTask task, ImmutableArray<string> program, bool json)
    {
        using Interruption interruption = new();
        var results = ImmutableArray.CreateBuilder<CaseResult>();
        foreach (CheckCase one in task.Cases)
        {
            context.Progress($"{results.Count} of {task.Cases.Length} cases  {one.Name}");
            Trial trial = Trial.Run(context.Tracer(), new TraceSpec { Program = program, Timeout = task.Timeout, Injections = one.Inject }, trace => interruption.Stops(trace.Stop));
            if (interruption.Signal is { } signal)
            {
                context.Progress(null);
                context.Error.WriteLine($"sandbox: {SignalTable.NameOf(signal)} ended the check; its processes have ended");
                return ExitCode.OfSignal(signal);
            }
            results.Add(CaseResult.Judge(task, one, trial));
        }
        context.Progress(null);
        context.Output.WriteLine(json ? CheckJson.Of(task, program, results.ToImmutable()) : CheckText.Of(task, results.ToImmutable()));
        return results.All(result => result.Passed) ? ExitCode.Done : ExitCode.CheckFailed;
    }
}
