using System.Collections.Immutable;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>
/// A fault in C. Its <see cref="Code"/> defines <c>static void do_fault(void)</c>, or <c>do_fault(int worker)</c> where it
/// <see cref="AsksWho"/>; the rest is what some faults need elsewhere in the program.
/// </summary>
/// <param name="Headers">The headers that the texts need, with blanks in between.</param>
/// <param name="Code">The text for a spec: its argument is written into it.</param>
internal sealed record FaultC(string Headers, Func<RunSpec, string> Code)
{
    /// <summary>Whether what is done depends on which worker does it.</summary>
    public bool AsksWho { get; init; }

    /// <summary>Further headers that the texts for a spec need.</summary>
    public Func<RunSpec, string> MoreHeaders { get; init; } = _ => "";

    /// <summary>Further fields of <c>struct board</c>, one a line.</summary>
    public Func<RunSpec, string> BoardFields { get; init; } = _ => "";

    /// <summary>Statements that set those fields up, one a line.</summary>
    public Func<RunSpec, string> BoardSetUp { get; init; } = _ => "";

    /// <summary>Functions that the parent needs, behind <c>process_of</c> and before the clock.</summary>
    public Func<RunSpec, string> ForParent { get; init; } = _ => "";

    /// <summary>A statement that the parent does each time it looks at the clock.</summary>
    public string AtEachLook { get; init; } = "";

    /// <summary>A statement that the process which holds threads does when all have ended.</summary>
    public Func<RunSpec, string> AtHostsEnd { get; init; } = _ => "";

    /// <summary>Statements around the storing of a sum, of who does not do the fault.</summary>
    public (string Before, string After) AroundStore { get; init; } = ("", "");

    /// <summary>Statements that main() begins with, where the program can be started anew by a worker; they have argc and argv.</summary>
    public string InMain { get; init; } = "";

    /// <summary>Statements at the end of the printed report.</summary>
    public Func<RunSpec, string> InReport { get; init; } = _ => "";

    /// <summary>A fault without anything to be written into its text.</summary>
    public FaultC(string headers, string code)
        : this(headers, _ => code)
    {
    }

    /// <summary>Every fault that can be written, by its id.</summary>
    public static ImmutableDictionary<string, FaultC> All { get; } =
        new[] { MemoryFaultsC.All, SignalFaultsC.All, LimitFaultsC.All, EndlessFaultsC.All, SharingFaultsC.All, PagingFaultsC.All }
            .SelectMany(family => family)
            .ToImmutableDictionary(pair => pair.Id, pair => pair.Text);
}
