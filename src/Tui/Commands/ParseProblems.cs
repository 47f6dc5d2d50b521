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
        ImmutableArray<string> unknown = [.. Unknown(command, parsed.UnmatchedTokens)];

        // The library complains of each unmatched token too, and of the command that is missing because its name was mistyped.
        IEnumerable<string> others = parsed.Errors
            .Select(error => Quoted.Bare(error.Message))
            .Where(message => unknown.IsEmpty || !(message.StartsWith("Unrecognized", StringComparison.Ordinal)
                || message.StartsWith("Required command", StringComparison.Ordinal)));
        return [.. unknown, .. others];
    }

    /// <summary>What to say where a command is missing.</summary>
    public static string NoCommand(Command root) =>
        $"a command is wanted: {string.Join(", ", root.Subcommands.Select(command => command.Name))}";

    private static IEnumerable<string> Unknown(Command command, IReadOnlyList<string> tokens)
    {
        string[] options = [.. command.Options.Select(option => option.Name)];
        bool afterOption = false;
        foreach (string token in tokens)
        {
            bool isOption = token.StartsWith('-');
            if (isOption)
                yield return UnknownWord.Message($"option of {command.Name}", token.Split('=')[0], options);
            else if (command.Subcommands.Count > 0)
                yield return UnknownWord.Message("command", token, [.. command.Subcommands.Select(sub => sub.Name)]);
            else if (!afterOption)
                yield return $"{command.Name}: {Quoted.Of(token)} is one word too many (options are: {string.Join(", ", options)})";
            if (!isOption && command.Subcommands.Count > 0)
                yield break;

            // What follows an unknown option was probably its value.
            afterOption = isOption && !token.Contains('=', StringComparison.Ordinal);
        }
    }
}
