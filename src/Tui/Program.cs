using Sandbox.Tui.Commands;

namespace Sandbox.Tui;

/// <summary>The composition root: whether this process is a screen or a command. Runs take place in <c>sandbox-host</c>.</summary>
internal static class Program
{
    private static int Main(string[] args) =>
        args is [] ? ScreenProgram.Run(CommandContext.OfThisProcess) : CommandLine.Run(args, CommandContext.OfThisProcess());
}
