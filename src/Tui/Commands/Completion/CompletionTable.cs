using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;

namespace Sandbox.Tui.Commands.Completion;

/// <summary>What can be completed, drawn from the command tree.</summary>
/// <param name="Verbs">The commands, with everything that may follow each.</param>
/// <param name="RootOptions">The options that stand without a command.</param>
internal sealed record CompletionTable(ImmutableArray<CompletionTable.Verb> Verbs, ImmutableArray<CompletionTable.Flag> RootOptions)
{
    /// <summary>One command.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Summary">What it does.</param>
    /// <param name="Options">Its options.</param>
    /// <param name="Words">The words that its arguments can be; empty where it has none.</param>
    internal sealed record Verb(string Name, string Summary, ImmutableArray<Flag> Options, ImmutableArray<string> Words);

    /// <summary>One option.</summary>
    /// <param name="Name">Its name, with dashes.</param>
    /// <param name="Summary">What it does.</param>
    /// <param name="TakesValue">Whether a value follows.</param>
    /// <param name="Values">The words that the value can be; empty where it is free.</param>
    /// <param name="IsList">Whether the value is several of these words with commas between them.</param>
    internal sealed record Flag(string Name, string Summary, bool TakesValue, ImmutableArray<string> Values, bool IsList);

    // What help shows for the value of an option that takes a list: NAME=VALUE[,...]
    private const string ListMark = "[,...]";

    /// <summary>The table of a command tree.</summary>
    public static CompletionTable Of(Command root) => new(
        [
            .. root.Subcommands.Select(command => new Verb(
                command.Name,
                command.Description ?? "",
                [.. WithSubcommands(command).SelectMany(one => one.Options).DistinctBy(option => option.Name).Select(FlagOf)],
                [
                    .. command.Subcommands.Select(sub => sub.Name),
                    .. WithSubcommands(command).SelectMany(one => one.Arguments).SelectMany(WordsOf).Distinct(),
                ])),
        ],
        [.. root.Options.Select(FlagOf)]);

    /// <summary>A verb with verbs of its own offers what all of them take.</summary>
    private static IEnumerable<Command> WithSubcommands(Command command) => [command, .. command.Subcommands];

    private static Flag FlagOf(Option option)
    {
        bool takesValue = option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool);
        return new Flag(option.Name, option.Description ?? "", takesValue, takesValue ? [.. WordsOf(option)] : [], option.HelpName?.EndsWith(ListMark, StringComparison.Ordinal) ?? false);
    }

    private static IEnumerable<string> WordsOf(Symbol symbol) => symbol.GetCompletions(CompletionContext.Empty).Select(item => item.Label);
}
