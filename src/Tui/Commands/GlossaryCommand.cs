using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Tui.Commands.Printing;

namespace Sandbox.Tui.Commands;

/// <summary><c>sandbox glossary</c>.</summary>
internal static class GlossaryCommand
{
    private static readonly Column[] Columns = [new("word"), new("kind"), new("means", Wraps: true)];

    public static Command Create(CommandContext context)
    {
        Argument<string[]> asked = new("WORD")
        {
            Description = "words in any case, one of several words in quotes; all are listed where none is named",
            Arity = ArgumentArity.ZeroOrMore,
        };
        asked.CompletionSources.Add(_ => Words.Select(word => new CompletionItem(word)));
        Option<bool> asJson = SharedOptions.Json("one array");
        Command command = new("glossary", "the words of screen, lines, JSON and lessons, and what each means") { asked, asJson };
        command.SetAction(parsed =>
        {
            ImmutableArray<Term> terms = Find(parsed.GetValue(asked) ?? []);
            if (parsed.GetValue(asJson))
                context.PrintJson([.. terms.Select(term => new TermRow(term.Word, Glossary.WordOf(term.Kind), term.Means))], CatalogueJson.Default.TermRowArray);
            else
                context.PrintTable(Columns, terms.Select(term => new Cell[] { new(term.Word, Tone.Id), Glossary.WordOf(term.Kind), term.Means }));
            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<string> Words => Glossary.All.Select(term => term.Word).Distinct();

    private static ImmutableArray<Term> Find(string[] asked)
    {
        if (asked.Length == 0)
            return Glossary.All;
        string[] problems =
        [
            .. asked.Where(word => Glossary.Find(word).IsEmpty).Select(word => UnknownWord.Message("word", word, [.. Words], "sandbox glossary")),
        ];
        return problems.Length == 0 ? [.. asked.SelectMany(word => Glossary.Find(word)).Distinct()] : throw new UsageException([.. problems]);
    }
}
