using Sandbox.Core.Runs;

namespace Sandbox.Tui.App;

/// <summary>A program's lines, and the spec that it does.</summary>
internal sealed record CodeText(RunSpec Spec, CodeLine[] Lines);

/// <summary>The view of the C program. How far it is scrolled is the widget's own.</summary>
internal sealed record CodeModel
{
    /// <summary>The program as it was made last.</summary>
    public CodeText? Text { get; init; }

    /// <summary>What is looked for; empty where nothing is.</summary>
    public string Sought { get; init; } = "";

    /// <summary>Whether that is being typed.</summary>
    public bool Typing { get; init; }

    /// <summary>The line that the search began at.</summary>
    public int From { get; init; }

    /// <summary>The line of the match that the cursor is on, or -1.</summary>
    public int Match { get; init; } = -1;
}
