using System.CommandLine;
using System.Globalization;
using Sandbox.Core.History;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;
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
            Description = "a run or a trace to show as its command did, by its id or the beginning of it; all are listed where it is left out",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> asJson = SharedOptions.Json("one array, or with ID what its command prints");
        Command command = new("history", "the runs and traces that were kept, oldest first, or one of them") { id, asJson };
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
                context.Error.WriteLine("sandbox: no run was kept yet; sandbox run and sandbox trace keep each");
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(CommandContext context, HistoryEntry entry, bool json)
    {
        if (entry.Report is { } report)
            context.Output.WriteLine(json ? ReportJson.Write(report) : RunText.Of(report, context.Look));
        else if (json)
            context.Output.WriteLine(TraceJson.Of(entry.Trace!.Tree, entry.Trace.Told()));
        else
            TraceText.Print(context, entry.Trace!.Tree, int.MaxValue);
    }

    private static HistoryRow Row(HistoryEntry entry) => new(entry.Id, entry.When, entry.Command, entry.VerdictWord, entry.Report is null ? "trace" : "run");

    private static Cell[] Cells(CommandContext context, HistoryEntry entry) =>
    [
        new Cell(entry.Id, Tone.Id),
        Time(context, entry),
        entry.VerdictWord is { } verdict ? verdict : new Cell("-", Tone.Faint),
        entry.ShownCommand,
    ];

    /// <summary>The moment as the clock on the wall had it.</summary>
    public static string Time(CommandContext context, HistoryEntry entry) =>
        TimeZoneInfo.ConvertTime(entry.When, context.Clock.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
