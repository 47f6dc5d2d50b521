using System.Collections.Immutable;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Demos;

/// <summary>
/// One line of a demo script: <see cref="Press"/>, <see cref="Pause"/>, <see cref="Caption"/>, <see cref="Marker"/>, <see cref="WaitFor"/>. The
/// family is closed.
/// </summary>
internal abstract record DemoStep
{
    /// <summary>Keys are pressed, one after the other.</summary>
    public sealed record Press(ImmutableArray<Key> Keys) : DemoStep;

    /// <summary>The watcher gets time to look.</summary>
    public sealed record Pause(double Seconds) : DemoStep;

    /// <summary>A line below the screen says what is going on; an empty one takes it away.</summary>
    public sealed record Caption(string Text) : DemoStep;

    /// <summary>A place that a player can jump to.</summary>
    public sealed record Marker(string Label) : DemoStep;

    /// <summary>Nothing happens until the screen shows a text.</summary>
    /// <param name="Text">The text.</param>
    /// <param name="Origin">The script's file, line and column, for the message when it never does.</param>
    public sealed record WaitFor(string Text, string Origin) : DemoStep;
}

/// <summary>What is pressed and said in a demo, in order.</summary>
/// <param name="Title">What is to be seen.</param>
/// <param name="Size">The screen's size; below it lies a line for captions.</param>
/// <param name="Steps">The steps.</param>
internal sealed record DemoScript(string Title, Size Size, ImmutableArray<DemoStep> Steps);
