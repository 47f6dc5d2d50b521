using System.CommandLine;
using Sandbox.Core;
using Sandbox.Core.Runs;
using Sandbox.Core.Tracing;
using Sandbox.Tui;
using Sandbox.Tui.Commands;
using Sandbox.Tui.Commands.Printing;
using Sandbox.Tui.Contract;

namespace Sandbox.Fuzz;

/// <summary>Command lines, in the product's own tree of commands.</summary>
internal static class CommandLines
{
    /// <summary>Commands that write no file, start nothing but by the runner that is given, and open none but programs: these are run to their end.</summary>
    private static readonly string[] Harmless = ["run", "decode", "signals", "models", "faults", "waits", "glossary", "config", "matrix", "help"];

    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };
    private static readonly StringWriter Output = new() { NewLine = "\n" }, Error = new() { NewLine = "\n" };

    // To make the tree takes ten times as long as to use it.
    private static readonly Lazy<Command> Made = new(() => CommandTree.Create(Context()));
    private static int _taken;

    /// <summary>The tree.</summary>
    public static Command Tree => Made.Value;

    /// <summary>Gives it a command line, a word a line. One of many goes the whole way of a process's.</summary>
    public static void Take(byte[] bytes)
    {
        // A word of a process's arguments ends at the first NUL.
        string[] words = Target.Text(bytes).Replace("\0", "", StringComparison.Ordinal).Split('\n');
        lock (Output)
        {
            Output.GetStringBuilder().Clear();
            Error.GetStringBuilder().Clear();
            bool harmless = Harmless.Contains(words[0]) || words[0].StartsWith("--", StringComparison.Ordinal);
            int code = harmless && _taken++ % 64 == 0 ? CommandLine.Run(words, Context()) : Parsed(words, harmless);
            if (code == ExitCode.Bug)
                throw new FindingException(Error.ToString());
            foreach (string line in Error.ToString().TrimEnd('\n').Split('\n').Where(line => line.Length > 0))
                Form.CheckLine(line);
            foreach (string line in Output.ToString().Split('\n'))
                Form.CheckText(line);
            if (code == ExitCode.Usage && Error.ToString().Length == 0)
                throw new FindingException("wrong usage without a word");
        }
    }

    /// <summary>The same in the tree that is there, as <see cref="CommandLine"/> does it.</summary>
    private static int Parsed(string[] words, bool invokes)
    {
        ParseResult parsed = Tree.Parse(words, Parsing);
        IReadOnlyList<string> problems = ParseProblems.Of(parsed);
        try
        {
            if (problems.Count == 0 && invokes)
                return parsed.Invoke(new InvocationConfiguration { Output = Output, Error = Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (UsageException wrong)
        {
            problems = wrong.Messages;
        }
        catch (Exception refused) when (refused is MachineRefusedException or ProgramRefusedException)
        {
            return ExitCode.Refused;
        }
        foreach (string problem in problems)
            Error.WriteLine(problem);
        return problems.Count > 0 ? ExitCode.Usage : ExitCode.Done;
    }

    private static CommandContext Context() =>
        new(() => new Refusing(), Output, Error, Look.Plain, new Dictionary<string, string> { ["SANDBOX_HISTORY"] = "false" }, "/nowhere")
        {
            MachineFolder = "/nowhere",
            Screen = _ => ExitCode.Done,
            Tracer = () => throw new MachineRefusedException("nothing is traced here"),
        };

    /// <summary>A runner on a machine without room.</summary>
    private sealed class Refusing : IRunner
    {
        public IRun Start(RunSpec spec, RunControl? control = null) => throw new MachineRefusedException("nothing is run here");
    }
}
