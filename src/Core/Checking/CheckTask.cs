using System.Collections.Immutable;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Checking;

/// <summary>What a program is to do, and what must hold over the trace and the output of it: data, and no code.</summary>
/// <param name="Id">Its name: that of its folder.</param>
/// <param name="Title">Its title.</param>
/// <param name="Summary">What is asked, in one line.</param>
/// <param name="Arguments">The program's arguments, where nobody gives others.</param>
/// <param name="Timeout">After how many seconds a run is ended.</param>
/// <param name="FirstChild">What a message calls the first child: 0 or 1.</param>
/// <param name="Cases">The runs that are made.</param>
public sealed record CheckTask(
    string Id, string Title, string Summary, ImmutableArray<string> Arguments, double Timeout, int FirstChild, ImmutableArray<CheckCase> Cases)
{
    /// <summary>The file of a task's folder that holds <see cref="Broken"/>.</summary>
    public const string BrokenName = "broken.c";

    /// <summary>The C program that is to be mended, as it is given to learners; <c>null</c> where the task has none.</summary>
    public string? Broken { get; init; }
}

/// <summary>One run of a program that is checked.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Inject">What is injected.</param>
/// <param name="Rules">What must hold.</param>
public sealed record CheckCase(string Name, ImmutableArray<Injection> Inject, ImmutableArray<CheckRule> Rules);

/// <summary>A rule with what it was given.</summary>
/// <param name="Row">The rule.</param>
/// <param name="Count">The number that it takes; 0 where it takes none.</param>
/// <param name="Word">The word that it takes; empty where it takes none.</param>
public sealed record CheckRule(RuleRow Row, double Count, string Word)
{
    /// <summary>What must hold, in words.</summary>
    public string Says => string.Format(System.Globalization.CultureInfo.InvariantCulture, Row.Says, Count, Word);
}

/// <summary>What breaks a rule.</summary>
/// <param name="Why">What is wrong, in a sentence.</param>
/// <param name="Child">At which process; <c>null</c> where at none.</param>
/// <param name="Shows">The event or the line of output that shows it; <c>null</c> where it is that there is none.</param>
public sealed record Breach(string Why, TracedProcess? Child, string? Shows);
