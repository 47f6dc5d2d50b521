using Sandbox.Core.Runs;

namespace Sandbox.Tui.App;

/// <summary>A program's lines, and the spec that it does.</summary>
internal sealed record CodeText(RunSpec Spec, CodeLine[] Lines);

/// <summary>The view of the C program.</summary>
internal sealed record CodeModel
{
    /// <summary>The program as it was made last.</summary>
    public CodeText? Text { get; init; }

    /// <summary>The first line that is seen.</summary>
    public int Top { get; init; }

    /// <summary>How many cells are out of sight on the left.</summary>
    public int Left { get; init; }

    /// <summary>What is looked for; empty where nothing is.</summary>
    public string Sought { get; init; } = "";

    /// <summary>Whether that is being typed.</summary>
    public bool Typing { get; init; }

    /// <summary>The line of the match that the cursor is on, or -1.</summary>
    public int Match { get; init; } = -1;
}
