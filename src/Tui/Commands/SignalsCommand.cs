using System.Collections.Immutable;
using System.CommandLine;
using Sandbox.Core.Signals;
using Sandbox.Core.Text;
using Sandbox.Tui.Commands.Printing;

namespace Sandbox.Tui.Commands;

/// <summary><c>sandbox signals</c>.</summary>
internal static class SignalsCommand
{
    private static readonly Column[] Columns =
        [new("number", Right: true), new("name"), new("default action"), new("meaning", Wraps: true)];

    public static Command Create(CommandContext context)
    {
        Argument<string[]> asked = new("signal")
        {
            HelpName = "NAME or NUMBER",
            Description = "which signals: names with or without SIG in any case, or numbers (default: all)",
            Arity = ArgumentArity.ZeroOrMore,
        };
        asked.CompletionSources.Add(_ => SignalTable.All.Select(signal => new System.CommandLine.Completions.CompletionItem(signal.Name)));
        Option<bool> asJson = SharedOptions.Json("one array");
        Command command = new("signals", "the table of kill -l, with default action and meaning") { asked, asJson };
        command.SetAction(parsed =>
        {
            ImmutableArray<Signal> signals = Find(parsed.GetValue(asked) ?? []);
            if (parsed.GetValue(asJson))
                context.PrintJson([.. signals.Select(Row)], CatalogueJson.Default.SignalRowArray);
            else
                context.PrintTable(Columns, signals.Select(Cells));
            return ExitCode.Done;
        });
        return command;
    }

    private static ImmutableArray<Signal> Find(string[] asked)
    {
        if (asked.Length == 0)
            return SignalTable.All;
        string[] names = [.. SignalTable.All.Select(signal => signal.Name)];
        string[] unknown = [.. asked.Where(text => SignalTable.Find(text) is null)];
        if (unknown.Length > 0)
            throw new UsageException([.. unknown.Select(text => UnknownWord.Message("signal", text, names, "sandbox signals"))]);
        return [.. asked.Select(text => SignalTable.Find(text)!)];
    }

    private static Cell[] Cells(Signal signal) =>
        [signal.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), new(signal.Name, Tone.Id), Action(signal), signal.Meaning];

    private static SignalRow Row(Signal signal) => new(signal.Number, signal.Name, Action(signal), signal.Meaning);

    private static string Action(Signal signal) => signal.Action switch
    {
        SignalAction.Terminate => "terminate",
        SignalAction.Core => "core",
        SignalAction.Ignore => "ignore",
        SignalAction.Stop => "stop",
        SignalAction.Continue => "continue",
        _ => throw new InvalidOperationException($"no word for {signal.Action}"),
    };
}
