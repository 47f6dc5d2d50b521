using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Sandbox.Core.Checking;
using Sandbox.Core.Status;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;

namespace Sandbox.Tui.Commands.Checking;

internal sealed record CheckRow(int Schema, string Task, string Title, ImmutableArray<string> Program, bool? Compiled, ImmutableArray<string> Compiler, bool Passed, CaseRow[] Cases);

internal sealed record CaseRow(string Name, string[] Inject, bool Reached, bool Passed, WaitStatus? Status, bool TimedOut, double TotalMs, int Children, RuleResultRow[] Rules, ImmutableArray<string> Lines);

internal sealed record RuleResultRow(string Rule, string Says, bool Passed, string? Why, BlamedRow? Child, string? Shows);

internal sealed record BlamedRow(int Pid, int? Index);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(CheckRow))]
internal sealed partial class CheckJsonContext : JsonSerializerContext;

/// <summary>What a check came to as JSON, for autograders.</summary>
internal static class CheckJson
{
    private const int MostLines = 200;

    public static string Of(CheckTask task, ImmutableArray<string> program, Compilation? compilation, ImmutableArray<CaseResult> results) => JsonText.Of(
        new CheckRow(
            1, task.Id, task.Title, program, compilation is null ? null : compilation.Problem is null, [.. compilation?.Lines.Take(MostLines) ?? []],
            !results.IsEmpty && results.All(result => result.Passed), [.. results.Select(result => Case(task, result))]),
        CheckJsonContext.Default.CheckRow);

    private static CaseRow Case(CheckTask task, CaseResult result) => new(
        result.Of.Name,
        [.. result.Of.Inject.Select(injection => injection.Asked)],
        result.Of.Inject.All(injection => injection is Injection.Limit or Injection.Slow) || !result.Trial.Tree.Injected.IsEmpty,
        result.Passed,
        result.Trial.Tree.First?.End,
        result.Trial.TimedOut,
        result.Trial.Tree.AtMs,
        result.Trial.Children.Length,
        [.. result.Rules.Select(rule => Rule(task, result.Trial, rule))],
        [.. result.Trial.Lines.Take(MostLines)]);

    private static RuleResultRow Rule(CheckTask task, Trial trial, RuleResult rule) => new(
        rule.Rule.Row.Id, rule.Rule.Says, rule.Breach is null, rule.Breach?.Why,
        rule.Breach?.Child is { } child ? new BlamedRow(child.Pid, trial.Children.IndexOf(child) is >= 0 and var at ? at + task.FirstChild : null) : null,
        rule.Breach?.Shows);
}
