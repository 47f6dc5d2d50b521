using Sandbox.Core.Tracing;

namespace Sandbox.Tui.Commands;

/// <summary>A trace that is over, as <c>sandbox trace</c> prints it.</summary>
internal static class TraceText
{
    /// <summary>Prints the tree, and the sentence below it.</summary>
    /// <param name="context">Where.</param>
    /// <param name="tree">The tree at the end.</param>
    /// <param name="depth">How many generations of it.</param>
    public static void Print(CommandContext context, TraceTree tree, int depth)
    {
        foreach (string line in TraceTreeText.Of(tree, depth, context.Look.Lines))
            context.Output.WriteLine(line);
        context.Output.Write('\n');
        context.Output.WriteLine(TraceSentence.Of(tree));
    }
}
