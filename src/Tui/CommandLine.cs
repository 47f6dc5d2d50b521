using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Sandbox.Core;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;
using Sandbox.Tui.Commands;
using Sandbox.Tui.Configuration;

namespace Sandbox.Tui;

/// <summary>Runs one command line to its exit code; the one place where an exception becomes a message.</summary>
internal static class CommandLine
{
    // No response files and no bundles: `@file` and `-abc` are words like any other.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Runs it.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    /// <param name="context">What it may touch.</param>
    public static int Run(IReadOnlyList<string> arguments, CommandContext context)
    {
        try
        {
            int code = Invoke(arguments, context);
            context.Output.Flush();
            return code;
        }
        catch (UsageException wrong)
        {
            foreach (string message in wrong.Messages)
                context.Error.WriteLine($"sandbox: {message}");
            return ExitCode.Usage;
        }
        catch (MachineRefusedException refused)
        {
            context.Error.WriteLine($"sandbox: the machine refused: {Quoted.Bare(refused.Message)}{(refused.BeforeStart ? "; nothing was started" : "")}");
            return ExitCode.Refused;
        }
        catch (ProgramRefusedException refused)
        {
            context.Error.WriteLine($"sandbox: {Quoted.Bare(refused.Message)}");
            return refused.ExitCode;
        }
        catch (OutputFailedException full)
        {
            context.Error.WriteLine($"sandbox: the output could not be written: {Quoted.Bare(full.Message)}");
            return ExitCode.Refused;
        }
        catch (Exception problem) when (MachineRefusedException.IsNoRoom(problem))
        {
            context.Error.WriteLine($"sandbox: the machine refused: {MachineRefusedException.NoRoom}");
            return ExitCode.Refused;
        }
        catch (Exception bug)
        {
            context.Error.WriteLine(BugText(bug, context.Environment));
            return ExitCode.Bug;
        }
    }

    private static int Invoke(IReadOnlyList<string> arguments, CommandContext context)
    {
        ParseResult parsed = CommandTree.Create(context).Parse(arguments, Parsing);
        ImmutableArray<string> problems = ParseProblems.Of(parsed);
        if (problems.Length > 0)
        {
            string help = $"sandbox {Verb(parsed)}--help";
            throw new UsageException(problems.Any(problem => problem.Contains(help, StringComparison.Ordinal)) ? problems : [.. problems, $"{help} shows what is allowed"]);
        }
        return parsed.Invoke(new InvocationConfiguration
        {
            Output = context.Output,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    private static string Verb(ParseResult parsed)
    {
        string verb = "";
        // A verb may have verbs of its own: `scenario list`.
        for (CommandResult? result = parsed.CommandResult; result?.Parent is CommandResult above; result = above)
            verb = $"{result.Command.Name} {verb}";
        return verb;
    }

    internal static string BugText(Exception bug, IReadOnlyDictionary<string, string> environment)
    {
        bool stack = environment.GetValueOrDefault(VariableLayer.Debug) == "1";
        return stack
            ? $"sandbox: this is a bug: {bug}"
            : $"sandbox: this is a bug: {bug.GetType().Name}: {Quoted.Bare(bug.Message.Split('\n')[0])}; "
                + $"please report it with the command and what {VariableLayer.Debug}=1 adds";
    }
}
