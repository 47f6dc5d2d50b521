using System.Collections.Immutable;
using System.CommandLine;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Commands;

/// <summary>What is wrong with a command line, in our words: the library names no nearest word and no list.</summary>
internal static class ParseProblems
{
    /// <summary>Every problem, one line each; empty for a good command line.</summary>
    public static ImmutableArray<string> Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        ImmutableArray<string> unknown = [.. Unknown(command, parsed)];

        // The library complains of each unmatched token too, and of the command that is missing because its name was mistyped.
        IEnumerable<string> others = parsed.Errors
            .Select(error => Quoted.Bare(error.Message))
            .Where(message => unknown.IsEmpty || !(message.StartsWith("Unrecognized", StringComparison.Ordinal)
                || message.StartsWith("Required command", StringComparison.Ordinal)));
        return [.. unknown, .. others];
    }

    /// <summary>What to say where a command is missing.</summary>
    public static string NoCommand(Command root) =>
        $"expected a command; see {Path(root)} --help";

    /// <summary>A command with those above it: <c>sandbox scenario run</c>.</summary>
    private static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } above ? $"{Path(above)} {command.Name}" : command.Name;

    private static IEnumerable<string> Unknown(Command command, ParseResult parsed)
    {
        IReadOnlyList<string> tokens = parsed.UnmatchedTokens;
        string[] options = [.. command.Options.Select(option => option.Name)];
        string see = $"{Path(command)} --help";
        bool afterOption = false;
        foreach (string token in tokens)
        {
            bool isOption = token.StartsWith('-');
            // A command's option before its command, or without it: `sandbox --plain --model threads`.
            if (isOption && command.Subcommands.FirstOrDefault(sub => sub.Options.Any(option => option.Name == token.Split('=')[0])) is { } owner)
            {
                string line = string.Join(' ', parsed.Tokens.Select(word => word.Value).Where(word => word != owner.Name));
                yield return $"{token.Split('=')[0]} is an option of {owner.Name}: {command.Name} {owner.Name} {Quoted.Bare(line)}";
                yield break;
            }
            if (isOption)
                yield return UnknownWord.Message($"option of {command.Name}", token.Split('=')[0], options, see);
            else if (command.Subcommands.Count > 0)
                yield return UnknownWord.Message("command", token, [.. command.Subcommands.Select(sub => sub.Name)], see);
            else if (!afterOption)
                yield return $"{command.Name}: {Quoted.Of(token)} is one word too many; see {see}";
            if (!isOption && command.Subcommands.Count > 0)
                yield break;

            // What follows an unknown option was probably its value.
            afterOption = isOption && !token.Contains('=', StringComparison.Ordinal);
        }
    }
}
