using System.CommandLine;
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
        Argument<string[]> statuses = new("STATUS")
        {
            Description = "a wait status (waitpid's, Perl's $?): decimal, 0x, 0o or 0b; '$?=139' for what a shell shows, bash's or ksh93's; -11 for Python's returncode; an NTSTATUS of Windows",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> asJson = SharedOptions.Json("one array of status objects");
        Command command = new("decode", "take a wait status apart, macro by macro") { statuses, asJson };
        command.SetAction(parsed =>
        {
            StatusText[] read = Read(parsed.GetValue(statuses) ?? []);
            if (parsed.GetValue(asJson))
                context.PrintJson(read, CatalogueJson.Default.StatusTextArray);
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
            context.Output.WriteLine($"{Quoted.Bare(statuses[i].Text)}: {statuses[i].Says}");
            context.PrintTable(Columns, Rows(statuses[i].Status));
            if (statuses[i].ShellHint is { } hint)
                context.Output.WriteLine(hint);
        }
    }

    private static IEnumerable<Cell[]> Rows(WaitStatus status) => Macro.Of(status).Select(macro => (Cell[])
    [
        macro.Name,
        macro.Value is { } value ? new Cell(value, value == "true" ? Tone.Good : value == "false" ? Tone.Faint : Tone.Plain) : new Cell("-", Tone.Faint),
        macro.Says,
    ]);
}
