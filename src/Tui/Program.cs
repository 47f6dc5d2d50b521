using Sandbox.Core.Hosting;
using Sandbox.Tui.App;
using Sandbox.Tui.Commands;

namespace Sandbox.Tui;

/// <summary>The composition root: which of the program's parts this process is to be.</summary>
internal static class Program
{
    private static int Main(string[] args) => args switch
    {
        [HostProcess.Verb, ..] => HostProcess.Main(args.AsSpan(1)),
        [SpawnedWorker.Verb, ..] => SpawnedWorker.Main(args.AsSpan(1)),
        [] => ScreenProgram.Run(CommandContext.OfThisProcess),
        _ => CommandLine.Run(args, CommandContext.OfThisProcess()),
    };
}
