using System.CommandLine;
using System.Text;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Export;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Commands;

/// <summary><c>sandbox export</c>.</summary>
internal static class ExportCommand
{
    private const string Extension = ".c";

    public static Command Create(CommandContext context)
    {
        Option<string> file = new("--output", "-o") { HelpName = "FILE.c", Description = "the file to write; standard output where it is left out" };
        Option<bool> force = new("--force") { Description = "write over a file that is there" };
        Command command = new("export", "the C program that does what a run does: complete, to be read and compiled");
        RunOptions options = new(command);
        command.Options.Add(file);
        command.Options.Add(force);
        command.SetAction(parsed =>
        {
            RunSpec spec = RunOptions.Resolve(options.Read(context, parsed));
            if (spec.ModelRow.RunsProgram)
                throw new UsageException([$"export: the model {spec.Model} runs a program of yours, of which the sandbox has no text; expected a model of its own: {string.Join(", ", ModelCatalogue.OwnCode.Select(model => model.Id))}"]);
            if (parsed.GetValue(file) is { } path)
                Write(context, path, spec, parsed.GetValue(force));
            else
                context.Output.Write(CProgram.Of(spec));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(CommandContext context, string path, RunSpec spec, bool force)
    {
        if (!path.EndsWith(Extension, StringComparison.Ordinal) || Path.GetFileName(path) == Extension)
            throw new UsageException($"--output: {Quoted.Of(path)} is no name for a C program; expected one that ends in {Extension}, such as lab.c");
        OutputFile.Write(path, Encoding.UTF8.GetBytes(CProgram.Of(spec)), force);
        context.Error.WriteLine($"wrote {Quoted.Bare(path)}; to compile it: {Quoted.Bare(CProgram.GccCommand(path, spec))}");
    }
}
