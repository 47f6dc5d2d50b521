using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Sandbox.Tui.Commands.Printing;

namespace Sandbox.Tui.Commands;

/// <summary>What the commands that list a catalogue have in common.</summary>
internal static class Catalogue
{
    /// <summary>A command that prints everything there is of one kind.</summary>
    public static Command Command<TItem, TRow>(
        CommandContext context,
        string verb,
        string summary,
        Column[] columns,
        IReadOnlyCollection<TItem> items,
        Func<TItem, Cell[]> cells,
        Func<TItem, TRow> row,
        JsonTypeInfo<TRow[]> json)
    {
        Option<bool> asJson = SharedOptions.Json("one array");
        Command command = new(verb, summary) { asJson };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(asJson))
                context.PrintJson([.. items.Select(row)], json);
            else
                context.PrintTable(columns, items.Select(cells));
            return ExitCode.Done;
        });
        return command;
    }
}
