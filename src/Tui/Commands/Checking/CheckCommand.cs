using System.Collections.Immutable;
using System.CommandLine;
using Sandbox.Core.Checking;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Kernel.Programs;
using Sandbox.Core.Signals;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Commands.Checking;

/// <summary><c>sandbox check</c>: whether a program does what a task asks for.</summary>
internal static class CheckCommand
{
    public static Command Create(CommandContext context)
    {
        Option<string> program = new("--program") { HelpName = "FILE", Description = "the program that is checked: a C file (.c) is compiled first, anything else is run as it is" };
        Option<string> made = new("--new") { HelpName = "FILE", Description = "write the task's broken parent to FILE, to begin with; --new TASK alone writes TASK.c. A file that is there is left alone" };
        Argument<string> task = new("TASK") { Description = "the task's id, or a path of its folder", Arity = ArgumentArity.ZeroOrOne };
        Argument<string[]> arguments = new("ARGUMENT") { Description = "the program's arguments in place of the task's, behind --", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> list = new("--list") { Description = "list the tasks that there are" };
        Option<bool> asJson = SharedOptions.Json("one object");
        Command command = new("check", "whether a program of yours does what a task asks for, under faults too: exit code 0 where it does, 1 where not") { task, arguments, program, made, list, asJson };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(list))
            {
                context.PrintTable([new("id"), new("what is asked", Wraps: true)], TaskFolder.All(context).Select(one => (Printing.Cell[])[new(one.Id, Printing.Tone.Id), one.Summary]));
                return ExitCode.Done;
            }
            string? file = parsed.GetValue(program), name = parsed.GetValue(task), begun = parsed.GetValue(made);
            if (begun is { Length: > 0 } && file is not null)
                throw new UsageException("check: --new and --program exclude each other; --new writes a file to begin with, --program checks one");
            if (begun is { Length: > 0 })
                return CheckNew.Write(context, TaskFolder.Find(context, name ?? begun), name is null ? null : begun);
            if (file is not { Length: > 0 } || name is not { Length: > 0 })
                throw new UsageException(["check: expected a program and a task: sandbox check --program ./a.out wait-for-it; sandbox check --list has the tasks"]);
            CheckTask read = TaskFolder.Find(context, name);
            string[] own = parsed.GetValue(arguments) ?? [];
            return Run(context, read, file, own.Length > 0 ? [.. own] : read.Arguments, parsed.GetValue(asJson));
        });
        return command;
    }

    private static int Run(CommandContext context, CheckTask task, string file, ImmutableArray<string> arguments, bool json)
    {
        using Interruption interruption = new();
        if (CheckedProgram.IsSource(file))
            context.Progress($"compiling {Quoted.Bare(file)}");
        using CheckedProgram program = Made(context, file, interruption);
        if (interruption.Signal is { } early)
            return Ended(context, early);
        var results = ImmutableArray.CreateBuilder<CaseResult>();
        foreach (CheckCase one in program.Compilation?.Problem is null ? task.Cases : [])
        {
            context.Progress($"{results.Count} of {task.Cases.Length} cases  {one.Name}");
            CaseResult result = CheckRun.Case(context.Tracer(), task, one, [program.File, .. arguments], program.Folder, trace => interruption.Stops(trace.Stop));
            if (interruption.Signal is { } signal)
                return Ended(context, signal);
            results.Add(result);
        }
        context.Progress(null);
        context.Output.WriteLine(json
            ? CheckJson.Of(task, [file, .. arguments], program.Compilation, results.ToImmutable())
            : CheckText.Of(task, program.Compilation, results.ToImmutable()));
        return results.Count > 0 && results.All(result => result.Passed) ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static CheckedProgram Made(CommandContext context, string file, Interruption interruption)
    {
        try
        {
            return CheckedProgram.Of(context.Tracer(), file, trace => interruption.Stops(trace.Stop));
        }
        catch (FileRefusedException refused)
        {
            context.Progress(null);
            throw new UsageException($"--program: {Quoted.Of(file)} {Quoted.Bare(refused.Words("read"))}");
        }
    }

    private static int Ended(CommandContext context, int signal)
    {
        context.Progress(null);
        context.Error.WriteLine($"sandbox: {SignalTable.NameOf(signal)} ended the check; its processes have ended");
        return ExitCode.OfSignal(signal);
    }
}
