using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Sandbox.Tui.Commands.Printing;

namespace Sandbox.Tui.Commands;

/// <summary>The library's help, and below it what people read first: an example.</summary>
internal sealed class HelpWithExample(HelpAction help, string example, Look look) : SynchronousCommandLineAction
{
    /// <summary>The example.</summary>
    public string Example => example;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        // Left unset it would ask System.Console for the width.
        help.MaxWidth = look.Width;
        int code = help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.Write($"Example:\n  {example}\n");
        return code;
    }
}
