using System.Collections.Immutable;

namespace Sandbox.Core.Export;

/// <summary>A wait strategy in C.</summary>
/// <param name="Headers">The headers that the text needs, with blanks in between.</param>
/// <param name="Code">Defines <c>static void wait_for_children(void)</c>.</param>
internal sealed record WaitC(string Headers, string Code)
{
    /// <summary>Functions that it needs beside those that keep the ends of children.</summary>
    public string ForNotes { get; init; } = "";

    /// <summary>What it adds to the end of the printed report.</summary>
    public string InReport { get; init; } = "";

    /// <summary>What the parent does before it starts the first child.</summary>
    public string BeforeStart { get; init; } = "";

    /// <summary>Whether it gets to know how children end.</summary>
    public bool Reaps { get; init; } = true;

    /// <summary>What is said of a child that was not waited for.</summary>
    public string Unreaped { get; init; } = "nobody has waited for it";

    /// <summary>What the parent does when all is printed.</summary>
    public string AfterReport { get; init; } = "";

    /// <summary>What it does when it has noted an end, where workers may be started again: the code's blank <c>again</c>.</summary>
    public string Again { get; init; } = "";

    /// <summary>Every wait strategy that can be written, by its id.</summary>
    public static ImmutableDictionary<string, WaitC> All { get; } =
        PlainWaitsC.All.Concat(EventWaitsC.All).ToImmutableDictionary(pair => pair.Id, pair => pair.Text);
}
