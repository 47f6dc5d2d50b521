using System.CommandLine;
using System.CommandLine.Completions;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Commands;

/// <summary><c>sandbox help</c>: <c>help scenario run</c> is <c>scenario run --help</c>.</summary>
internal static class HelpCommand
{
    public static Command Create(Command root)
    {
        Argument<string[]> words = new("COMMAND")
        {
            Description = "the command, such as run, or scenario run; the program itself where none is named",
            Arity = ArgumentArity.ZeroOrMore,
        };
        words.CompletionSources.Add(_ => root.Subcommands.Select(command => new CompletionItem(command.Name)));
        Command help = new("help", "what a command allows, as its --help says") { words };
        help.SetAction(parsed =>
        {
            string[] path = parsed.GetValue(words) ?? [];
            Check(root, path);
            return root.Parse([.. path, "--help"], parsed.Configuration).Invoke(parsed.InvocationConfiguration);
        });
        return help;
    }

    private static void Check(Command command, string[] path)
    {
        string above = command.Name;
        foreach (string word in path)
        {
            if (command.Subcommands.Count == 0)
                throw new UsageException($"help: {Quoted.Of(word)} is one word too many: {above} has no commands of its own");
            command = command.Subcommands.FirstOrDefault(sub => sub.Name == word)
                ?? throw new UsageException(UnknownWord.Message("command", word, [.. command.Subcommands.Select(sub => sub.Name)], $"{above} --help"));
            above = $"{above} {command.Name}";
        }
    }
}
