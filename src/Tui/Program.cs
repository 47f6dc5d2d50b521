using Sandbox.Tui.Commands;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui;

/// <summary>The composition root: whether this process is a screen or a command. Runs take place in <c>sandbox-host</c>.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        SentSignals.Heed();
        if (args is [])
            return ScreenProgram.Run(CommandContext.OfThisProcess, new ScreenOpening());
        CommandContext context = CommandContext.OfThisProcess();
        return CommandLine.Run(args, context with { Screen = opening => ScreenProgram.Run(() => context, opening) });
    }
}
