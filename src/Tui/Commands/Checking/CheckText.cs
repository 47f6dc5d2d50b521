using System.Collections.Immutable;
using System.Text;
using Sandbox.Core.Checking;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Commands.Checking;

/// <summary>What a check came to, for people.</summary>
internal static class CheckText
{
    public static string Of(CheckTask task, Compilation? compilation, ImmutableArray<CaseResult> results)
    {
        StringBuilder text = new();
        if (compilation is { Lines.IsEmpty: false })
        {
            text.Append($"{Quoted.Bare(CommandWords.Line(compilation.Command))}\n");
            foreach (string line in compilation.Lines)
                text.Append($"  {Quoted.Bare(line.Replace("\t", "    ", StringComparison.Ordinal))}\n");
            text.Append('\n');
        }
        if (compilation?.Problem is { } problem)
            return text.Append($"failed: {Quoted.Bare(problem)}; no rule of {task.Id} was tried").ToString();
        foreach (CaseResult result in results)
        {
            string inject = string.Join(' ', result.Of.Inject.Select(injection => $"--inject {injection.Asked}"));
            text.Append($"{result.Of.Name}{(inject.Length > 0 ? $" ({Quoted.Bare(inject)})" : "")}\n");
            foreach (RuleResult rule in result.Rules)
            {
                text.Append($"  {(rule.Breach is null ? "+" : "x")} {rule.Rule.Row.Id}: {rule.Rule.Says}\n");
                if (rule.Breach is not { } breach)
                    continue;
                text.Append($"      {Quoted.Bare(breach.Why)}\n");
                if (breach.Shows is { } shows)
                    text.Append($"      {Quoted.Bare(shows)}\n");
            }
        }
        int all = results.Sum(result => result.Rules.Length), kept = results.Sum(result => result.Rules.Count(rule => rule.Breach is null));
        (CaseResult Case, RuleResult Rule) first = results.SelectMany(result => result.Rules.Select(rule => (result, rule))).FirstOrDefault(pair => pair.rule.Breach is not null);
        return text.Append('\n').Append(first.Rule is null
            ? $"passed: all {all} rules of {task.Id} hold"
            : $"failed: {kept} of {all} rules of {task.Id} hold; {first.Case.Of.Name}: {Quoted.Bare(first.Rule.Breach!.Why)}").ToString();
    }
}
