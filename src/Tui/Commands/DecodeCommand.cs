using System.CommandLine;
using Sandbox.Core.Signals;
using Sandbox.Core.Status;
using Sandbox.Core.Text;
using Sandbox.Tui.Commands.Printing;

namespace Sandbox.Tui.Commands;

/// <summary><c>sandbox decode</c>.</summary>
internal static class DecodeCommand
{
    private static readonly Column[] Columns = [new("macro"), new("value"), new("what it means", Wraps: true)];

    public static Command Create(CommandContext context)
    {
        Argument<string[]> statuses = new("status")
        {
            HelpName = "STATUS",
            Description = "a wait status: decimal, 0x, 0o or 0b; or '$?=139' for what a shell shows",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> asJson = SharedOptions.Json("one array of status objects");
        Command command = new("decode", "take a wait status apart, macro by macro") { statuses, asJson };
        command.SetAction(parsed =>
        {
            StatusText[] read = Read(parsed.GetValue(statuses) ?? []);
            if (parsed.GetValue(asJson))
                context.PrintJson([.. read.Select(one => one.Status)], CatalogueJson.Default.WaitStatusArray);
            else
                Print(context, read);
            return ExitCode.Done;
        });
        return command;
    }

    private static StatusText[] Read(string[] texts)
    {
        List<string> problems = [];
        List<StatusText> read = [];
        foreach (string text in texts)
        {
            try
            {
                read.Add(StatusText.Parse(text));
            }
            catch (UsageException problem)
            {
                problems.AddRange(problem.Messages);
            }
        }

        return problems.Count == 0 ? [.. read] : throw new UsageException([.. problems]);
    }

    private static void Print(CommandContext context, StatusText[] statuses)
    {
        for (int i = 0; i < statuses.Length; i++)
        {
            if (i > 0)
                context.Output.WriteLine();
            context.Output.WriteLine($"{Quoted.Bare(statuses[i].Text)}: {Words(statuses[i])}");
            context.PrintTable(Columns, Rows(statuses[i].Status));
        }
    }

    /// <summary>A shell folds a signal to 128 + n, so that its value can mean two things: both are said.</summary>
    private static string Words(StatusText status) => status switch
    {
        { Ambiguous: true } => $"exited {status.ShellCode} or killed by {SignalTable.NameOf(status.Status.Signal!.Value)}"
            + $" ({status.Status.Signal}): a shell shows both as {status.ShellCode}; below, the killed child, raw {status.Status.Hex}",
        { ShellCode: not null } => $"{status.Status}, raw {status.Status.Hex}",
        _ => $"{status.Status}, raw {status.Status.Hex}, {Bits(status.Status.Raw)}",
    };

    private static string Bits(int raw) => raw <= 0xffff ? $"0b{raw >> 8:b8}_{raw & 0xff:b8}" : $"0b{raw:b}";

    private static IEnumerable<Cell[]> Rows(WaitStatus status) => Macro.Of(status).Select(macro => (Cell[])
    [
        macro.Name,
        macro.Value is { } value ? new Cell(value, value == "true" ? Tone.Good : value == "false" ? Tone.Faint : Tone.Plain) : new Cell("-", Tone.Faint),
        macro.Says,
    ]);
}
