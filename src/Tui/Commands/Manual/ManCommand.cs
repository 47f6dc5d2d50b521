using System.CommandLine;

namespace Sandbox.Tui.Commands.Manual;

/// <summary><c>sandbox man</c>.</summary>
internal static class ManCommand
{
    public static Command Create(CommandContext context, Command root)
    {
        Command command = new("man", "print the manual page, for man -l or for a folder of MANPATH");
        command.SetAction(_ =>
        {
            context.Output.Write(ManualPage.Of(root, ProgramVersion.Number));
            return ExitCode.Done;
        });
        return command;
    }
}
