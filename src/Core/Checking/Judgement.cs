using System.Collections.Immutable;

namespace Sandbox.Core.Checking;

/// <summary>What a rule came to in a case.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Breach">What breaks it; <c>null</c> where it holds.</param>
public sealed record RuleResult(CheckRule Rule, Breach? Breach);

/// <summary>What a case came to.</summary>
/// <param name="Of">The case.</param>
/// <param name="Trial">The run.</param>
/// <param name="Rules">Its rules, in order.</param>
public sealed record CaseResult(CheckCase Of, Trial Trial, ImmutableArray<RuleResult> Rules)
{
    /// <summary>Whether every rule holds.</summary>
    public bool Passed => Rules.All(rule => rule.Breach is null);

    /// <summary>Judges a run.</summary>
    public static CaseResult Judge(CheckTask task, CheckCase one, Trial trial) => new(one, trial, [.. one.Rules.Select(rule => new RuleResult(rule, rule.Row.Breach(trial, task, rule)))]);
}
