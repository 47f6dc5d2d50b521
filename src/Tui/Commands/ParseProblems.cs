using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Commands;

/// <summary>What is wrong with a command line, in our words: the library names no nearest word and no list.</summary>
internal static class ParseProblems
{
    /// <summary>Every problem, one line each; empty for a good command line.</summary>
    public static ImmutableArray<string> Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        ImmutableArray<string> unknown = [.. Unknown(command, parsed), .. TakenForArguments(command, parsed), .. BeforeTheirCommand(command, parsed)];
        return
        [
            .. unknown,
            // The library complains of each unmatched token too, and of the command that is missing because its name was mistyped.
            .. parsed.Errors.Where(error => unknown.IsEmpty || error.SymbolResult is OptionResult).Select(error => Of(error, parsed.CommandResult.Command)).Distinct(),
        ];
    }

    /// <summary>What to say where a command is missing.</summary>
    public static string NoCommand(Command command) =>
        $"expected a command: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}; see {Path(command)} --help";

    /// <summary>What to say of an option that another command has: the command line that works.</summary>
    public static string BelongsTo(Command owner, string option, ParseResult parsed)
    {
        string line = string.Join(' ', parsed.Tokens.Select(word => word.Value).Where(word => word != owner.Name));
        return $"{option} is an option of {owner.Name}: sandbox {owner.Name} {Quoted.Bare(line)}";
    }

    /// <summary>Options that stand before a command are the screen's, and a command is no screen.</summary>
    private static IEnumerable<string> BeforeTheirCommand(Command command, ParseResult parsed)
    {
        if (parsed.CommandResult == parsed.RootCommandResult)
            yield break;
        foreach (OptionResult early in parsed.RootCommandResult.Children.OfType<OptionResult>().Where(result => result is { Implicit: false, Option.Hidden: true }))
        {
            yield return command.Options.Any(option => option.Name == early.Option.Name)
                ? BelongsTo(command, early.Option.Name, parsed)
                : $"{early.Option.Name} is no option of {command.Name}; see {Path(command)} --help";
            yield break;
        }
    }

    /// <summary>A command with those above it: <c>sandbox scenario run</c>.</summary>
    private static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } above ? $"{Path(above)} {command.Name}" : command.Name;

    /// <summary>A complaint of the library in our words, by what it is about: its own words are not looked at.</summary>
    private static string Of(ParseError error, Command command)
    {
        SymbolResult? about = error.SymbolResult is ArgumentResult { Parent: OptionResult option } ? option : error.SymbolResult;
        string see = $"see {Path(command)} --help";
        return about switch
        {
            OptionResult { IdentifierTokenCount: > 1 } twice =>
                $"{twice.Option.Name} is given {twice.IdentifierTokenCount} times; expected it once",
            OptionResult { Tokens.Count: 0 } empty =>
                $"{empty.Option.Name}: expected a value: {empty.Option.Name} {empty.Option.HelpName}; {see}",
            OptionResult wrong =>
                $"{wrong.Option.Name}: {string.Join(' ', wrong.Tokens.Select(token => Quoted.Of(token.Value)))} is not what it takes; {see}",
            ArgumentResult { Tokens.Count: 0 } missing =>
                $"{command.Name}: expected {missing.Argument.HelpName ?? missing.Argument.Name}, {missing.Argument.Description}; {see}",
            CommandResult { Command.Subcommands.Count: > 0 } incomplete => NoCommand(incomplete.Command),
            _ => $"{Quoted.Bare(error.Message)} ({see})",
        };
    }

    private static IEnumerable<string> Unknown(Command command, ParseResult parsed)
    {
        IReadOnlyList<string> tokens = parsed.UnmatchedTokens;
        string see = $"{Path(command)} --help";
        bool afterOption = false;
        foreach (string token in tokens)
        {
            bool isOption = token.StartsWith('-');
            // A command's option before its command, or without it: `sandbox --plain --model threads`.
            if (isOption && command.Subcommands.FirstOrDefault(sub => sub.Options.Any(option => option.Name == token.Split('=')[0])) is { } owner)
            {
                yield return BelongsTo(owner, token.Split('=')[0], parsed);
                yield break;
            }
            if (isOption)
                yield return NoOption(command, token);
            else if (SwitchBefore(token, parsed) is { } onOrOff)
                yield return $"{onOrOff} takes no value, and {Quoted.Of(token)} stands behind it; see {see}";
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

    /// <summary>Mistyped options of a command that takes words: the library gives it those as words. Numbers below 0 are words.</summary>
    private static IEnumerable<string> TakenForArguments(Command command, ParseResult parsed)
    {
        HashSet<Token> words = [.. parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)];
        return parsed.Tokens
            .TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Value is ['-', not (>= '0' and <= '9'), ..] && words.Contains(token))
            .Select(token => NoOption(command, token.Value));
    }

    private static string NoOption(Command command, string token) =>
        UnknownWord.Message($"option of {command.Name}", token.Split('=')[0], [.. command.Options.Select(option => option.Name)], $"{Path(command)} --help");

    private static string? SwitchBefore(string word, ParseResult parsed)
    {
        IReadOnlyList<Token> tokens = parsed.Tokens;
        for (int place = 1; place < tokens.Count; place++)
        {
            if (tokens[place].Value == word && tokens[place - 1] is { Type: TokenType.Option, Value: var name }
                && parsed.RootCommandResult.Command.Subcommands.Prepend(parsed.RootCommandResult.Command).Append(parsed.CommandResult.Command)
                    .SelectMany(command => command.Options).Any(option => option.Name == name && option.ValueType == typeof(bool)))
            {
                return name;
            }
        }
        return null;
    }
}
