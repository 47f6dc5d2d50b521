using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Doctor;

/// <summary>How well something can be shown on a machine.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Sight>))]
public enum Sight
{
    /// <summary>As the kernel has it.</summary>
    [JsonStringEnumMemberName("exact")] Exact,

    /// <summary>As it was when somebody looked; what came and went between is missed.</summary>
    [JsonStringEnumMemberName("sampled")] Sampled,

    /// <summary>Not here.</summary>
    [JsonStringEnumMemberName("impossible")] Impossible,
}

/// <summary>One thing that was found.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Found">What was found; <c>null</c> where it cannot be known.</param>
/// <param name="Meaning">What that means for the sandbox.</param>
public sealed record Finding(string Id, string? Found, string Meaning);

/// <summary>One thing that the sandbox shows.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Sight">How well.</param>
/// <param name="Why">Where it comes from, or what is missing.</param>
/// <param name="Change">What would make it better; <c>null</c> where nothing would, or nothing need.</param>
public sealed record Ability(string Id, Sight Sight, string Why, string? Change);

/// <summary>What came of trying a run.</summary>
/// <param name="Report">Its report; <c>null</c> where the machine refused it.</param>
/// <param name="Refusal">Why it was refused; <c>null</c> where it was not.</param>
public sealed record Trial(RunReport? Report, string? Refusal)
{
    /// <summary>Why it did not end with a verdict; <c>null</c> where it did.</summary>
    public string? Failure(Verdict verdict) => Refusal ?? (Report!.Verdict == verdict ? null : VerdictSentence.Of(Report));
}

/// <summary>The runs that were tried, of two workers each.</summary>
/// <param name="Main">Two processes without a fault.</param>
/// <param name="PidFd">The same with the wait strategy <c>pidfd</c>.</param>
/// <param name="Seccomp">The same with the fault <c>forbidden-syscall</c>.</param>
public sealed record Trials(Trial Main, Trial PidFd, Trial Seccomp)
{
    /// <summary>Two processes with the fault <c>cold-file</c>.</summary>
    public Trial? ColdFile { get; init; }

    /// <summary>Two ranks of the model <c>mpi</c>.</summary>
    public Trial? Mpi { get; init; }

    /// <summary>Why a program could not be traced; <c>null</c> where one was.</summary>
    public string? TraceFailure { get; init; }
}

/// <summary>What is known of the terminal.</summary>
/// <param name="IsTerminal">Whether standard output is one.</param>
/// <param name="Term">The variable TERM; <c>null</c> where it is not set.</param>
/// <param name="CanPaint">Whether a screen can be painted on it.</param>
/// <param name="Colours">How many colours, in words.</param>
/// <param name="Unicode">Whether more than ASCII can be shown.</param>
/// <param name="Columns">Its width; 0 where it is unknown.</param>
/// <param name="Rows">Its height; 0 where it is unknown.</param>
/// <param name="LeastColumns">The width that the screen needs.</param>
/// <param name="LeastRows">The height that the screen needs.</param>
/// <param name="MostColumns">The width that the screen uses at most.</param>
/// <param name="MostRows">The height that the screen uses at most.</param>
/// <param name="Inside"><c>tmux</c> or <c>screen</c> where it is in one; otherwise <c>null</c>.</param>
public sealed record TerminalFacts(
    bool IsTerminal, string? Term, bool CanPaint, string Colours, bool Unicode, int Columns, int Rows, int LeastColumns, int LeastRows, int MostColumns, int MostRows, string? Inside);

/// <summary>What this machine lets the sandbox show, and what it would take to show the rest.</summary>
/// <param name="Works">Whether the main job can be done: a run of worker processes.</param>
/// <param name="Findings">What was found.</param>
/// <param name="Abilities">What can be shown, and how well.</param>
public sealed record Diagnosis(bool Works, ImmutableArray<Finding> Findings, ImmutableArray<Ability> Abilities)
{
    /// <summary>The diagnosis. It depends on nothing but what it is given.</summary>
    public static Diagnosis Of(MachineFacts machine, TerminalFacts terminal, Trials trials) => new(
        trials.Main.Failure(Verdict.Clean) is null,
        [.. MachineFindings.Of(machine), .. TerminalFindings.Of(terminal)],
        [.. MachineAbilities.Of(machine, trials), TerminalFindings.Screen(terminal)]);
}
