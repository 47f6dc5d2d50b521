using System.CommandLine;
using System.Globalization;
using Sandbox.Core.History;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Tui.Commands.Printing;

namespace Sandbox.Tui.Commands;

/// <summary><c>sandbox history</c>.</summary>
internal static class HistoryCommand
{
    private static readonly Column[] Columns = [new("id"), new("when"), new("verdict"), new("command", Wraps: true)];

    public static Command Create(CommandContext context)
    {
        Argument<string?> id = new("ID")
        {
            Description = "a run to show as run does, by its id or the beginning of it; all are listed where it is left out",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> asJson = SharedOptions.Json("one array, or with ID the report");
        Command command = new("history", "the runs that were kept, oldest first, or one of them") { id, asJson };
        command.SetAction(parsed =>
        {
            IReadOnlyList<HistoryEntry> entries = HistoryAccess.Read(context, out bool whole);
            string? why = entries.Count == 0 ? HistoryAccess.WhyEmpty(context) : null;
            if (why is not null)
                context.Error.WriteLine($"sandbox: no run is kept: {Quoted.Bare(why)}");
            bool json = parsed.GetValue(asJson);
            if (parsed.GetValue(id) is { } wanted)
                Show(context, HistoryAccess.Find(entries, wanted), json);
            else if (json)
                context.PrintJson([.. entries.Select(Row)], HistoryJson.Default.HistoryRowArray);
            else if (entries.Count > 0)
                context.PrintTable(Columns, entries.Select(entry => Cells(context, entry)));
            else if (why is null && whole)
                context.Error.WriteLine("sandbox: no run was kept yet; sandbox run keeps each");
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(CommandContext context, HistoryEntry entry, bool json) =>
        context.Output.WriteLine(json ? ReportJson.Write(entry.Report) : RunText.Of(entry.Report, context.Look));

    private static HistoryRow Row(HistoryEntry entry) => new(entry.Id, entry.When, entry.Command, entry.Report.Verdict);

    private static Cell[] Cells(CommandContext context, HistoryEntry entry) =>
    [
        new Cell(entry.Id, Tone.Id),
        Time(context, entry),
        entry.Report.Verdict is { } verdict ? verdict.Word : new Cell("-", Tone.Faint),
        entry.ShownCommand,
    ];

    /// <summary>The moment as the clock on the wall had it.</summary>
    public static string Time(CommandContext context, HistoryEntry entry) =>
        TimeZoneInfo.ConvertTime(entry.When, context.Clock.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
