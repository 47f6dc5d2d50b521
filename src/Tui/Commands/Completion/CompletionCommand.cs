using System.CommandLine;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Commands.Completion;

/// <summary><c>sandbox completion</c>.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, Func<CompletionTable, string>> Shells = new()
    {
        ["bash"] = BashScript.Of,
        ["zsh"] = ZshScript.Of,
    };

    public static Command Create(CommandContext context, Command root)
    {
        Argument<string> shell = new("SHELL") { Description = "the shell to write a script for: bash or zsh" };
        shell.CompletionSources.Add([.. Shells.Keys]);
        Command command = new("completion", "print a script that completes commands, options and their values") { shell };
        command.SetAction(parsed =>
        {
            string name = parsed.GetValue(shell) ?? "";
            if (!Shells.TryGetValue(name, out Func<CompletionTable, string>? script))
                throw new UsageException(UnknownWord.Message("shell", name, Shells.Keys, see: null));
            context.Output.Write(script(CompletionTable.Of(root)));
            return ExitCode.Done;
        });
        return command;
    }
}
