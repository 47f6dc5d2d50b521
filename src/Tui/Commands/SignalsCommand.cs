using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Sandbox.Core.Signals;
using Sandbox.Core.Text;
using Sandbox.Tui.Commands.Printing;

namespace Sandbox.Tui.Commands;

/// <summary><c>sandbox signals</c>.</summary>
internal static class SignalsCommand
{
    private const int ShellBase = 128;

    private static readonly Column[] Columns =
        [new("number", Right: true), new("name"), new("default action"), new("meaning", Wraps: true)];

    public static Command Create(CommandContext context)
    {
        Argument<string[]> asked = new("SIGNAL")
        {
            Description = "names with or without SIG in any case, numbers, or 128 + a number as a shell shows it; all are listed where none is named",
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
        string[] problems = [.. asked.Where(text => Find(text) is null).Select(Problem)];
        return problems.Length == 0 ? [.. asked.Select(text => Find(text)!)] : throw new UsageException([.. problems]);
    }

    /// <summary>A signal, and as bash's <c>kill -l</c> has it, the one that a shell's <c>$?</c> tells of: 139 is 128 + SIGSEGV.</summary>
    private static Signal? Find(string text) =>
        SignalTable.Find(text) ?? (NumberOf(text) is > ShellBase and { } number ? SignalTable.Find(number - ShellBase) : null);

    private static string Problem(string text)
    {
        if (NumberOf(text) is not { } number)
            return UnknownWord.Message("signal", text, [.. SignalTable.All.Select(signal => signal.Name)], "sandbox signals");
        int signal = number > ShellBase ? number - ShellBase : number;
        return signal is 32 or 33
            ? $"{Quoted.Of(text)}: signal {signal} has no name: the C library keeps 32 and 33 for itself"
            : $"there is no signal {Quoted.Of(text)}; expected 1 to 31, 34 to 64, or 128 more, as a shell's $? shows it";
    }

    private static int? NumberOf(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static Cell[] Cells(Signal signal) =>
        [signal.Number.ToString(CultureInfo.InvariantCulture), new(signal.Name, Tone.Id), Action(signal), signal.Meaning];

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
