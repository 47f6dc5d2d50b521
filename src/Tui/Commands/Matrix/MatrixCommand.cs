using System.Collections.Immutable;
using System.CommandLine;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Checking;
using Sandbox.Core.Matrix;
using Sandbox.Core.Runs;
using Sandbox.Core.Signals;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;
using Sandbox.Tui.Commands.Robust;
using Sandbox.Tui.Configuration;
using Sandbox.Tui.Interactive;

namespace Sandbox.Tui.Commands.Matrix;

/// <summary><c>sandbox matrix</c>.</summary>
internal static class MatrixCommand
{
    public static Command Create(CommandContext context)
    {
        Command command = new("matrix", "every model against every fault, each cell a real run: the verdict");
        var words = new List<Option<string>>();
        Option<string> models = Add("--models", "ID[,...]", "which models, from left to right (default all but those that need more than the kernel: mpi)", [.. ModelCatalogue.OwnCode.Select(model => model.Id)]);
        Option<string> faults = Add("--faults", "NAME[:ARG][,...]", "which faults, from top to bottom (default all)", RunSettings.Fault.Completions);
        Option<string> repeat = Add("--repeat", "N", "how often each cell is run, and how often each verdict came (default 1)", []);
        Add(RunSettings.Workers.Option, "N", $"how many workers each run has (default {RunSettings.Workers.Default})", []);
        Add(RunSettings.Length.Option, "N", $"elements of each array (default {MatrixDefaults.Length:#,0})", []);
        Add(RunSettings.Timeout.Option, "SECONDS", $"when what never ends by itself is ended (default {MatrixDefaults.Timeout}); other runs get {RunSettings.Timeout.Default} at least", []);
        Option<string> program = new(RunSettings.Program.Option) { HelpName = "FILE", Description = "a program of yours instead: what it makes of each --inject; its arguments stand behind --" };
        Option<string[]> inject = new("--inject") { HelpName = "WHAT", Description = $"with --program: what is injected, each by itself (default {Robustness.Usual.Length} usual ones): {Injection.Forms}", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
        Argument<string[]> arguments = new("ARGUMENT") { Description = "with --program: the program's arguments, behind --", Arity = ArgumentArity.ZeroOrMore };
        command.Options.Add(program);
        command.Options.Add(inject);
        command.Arguments.Add(arguments);
        Option<bool> asJson = SharedOptions.Json("one array of cells"), asMarkdown = new("--markdown") { Description = "print a table in Markdown" };
        command.Options.Add(asJson);
        command.Options.Add(asMarkdown);
        command.SetAction(parsed =>
        {
            bool json = parsed.GetValue(asJson), markdown = parsed.GetValue(asMarkdown);
            if (json && markdown)
                throw new UsageException(["--json and --markdown exclude each other: one output, one format"]);
            string[] behind = parsed.GetValue(arguments) ?? [], wanted = parsed.GetValue(inject) ?? [];
            if (parsed.GetValue(program) is { } file)
            {
                string? odd = words.Where(option => option.Name != RunSettings.Timeout.Option && parsed.GetResult(option) is not null).Select(option => option.Name).FirstOrDefault();
                return odd is null
                    ? RobustnessRunner.Run(context, [file, .. behind], wanted, Given(parsed, words.Find(option => option.Name == RunSettings.Timeout.Option)!)?.Value, json ? RobustnessJson.Of : rows => RobustnessText.Of(rows, context.Look, markdown))
                    : throw new UsageException([$"{odd} and {program.Name} exclude each other: a program is run as it is"]);
            }
            if (wanted.Length + behind.Length > 0)
                throw new UsageException([$"{(wanted.Length > 0 ? inject.Name : Quoted.Of(behind[0]))} goes with {program.Name} FILE"]);
            SettingsReading reading = KeyChoices.Read(context.Settings);
            MatrixPlanning planning = MatrixPlanner.Plan(
                new MatrixRequest(Given(parsed, models), Given(parsed, faults), Given(parsed, repeat), [.. Settings(parsed, words)]), reading.Caps);
            if (!reading.Problems.IsEmpty || planning.Plan is not { } plan)
                throw new UsageException(reading.Problems.Concat(planning.Problems));
            return Run(context, plan, json ? MatrixJson.Of : markdown ? MatrixMarkdown.Of : tally => MatrixText.Of(tally, context.Look));
        });
        return command;

        Option<string> Add(string name, string value, string description, ImmutableArray<string> completions)
        {
            Option<string> option = new(name) { HelpName = value, Description = description };
            option.CompletionSources.Add([.. completions]);
            command.Options.Add(option);
            words.Add(option);
            return option;
        }
    }

    private static int Run(CommandContext context, MatrixPlan plan, Func<MatrixTally, string> print)
    {
        using Interruption interruption = new();
        using CancellationTokenSource stop = new();
        interruption.Stops(stop.Cancel);
        MatrixTally tally = MatrixTally.Of(plan);
        MatrixProgress? progress = context.ErrorColumns is { } columns ? new MatrixProgress(context.Error, columns) : null;
        progress?.Show(tally, null);
        Task filling = MatrixRun.Fill(plan, context.Runner, happened =>
        {
            tally = tally.After(happened);
            progress?.Show(tally, plan.Cells[happened.Cell]);
        }, stop.Token);
        Task.WaitAny(filling);
        progress?.Clear();
        if (interruption.Signal is null)
            filling.GetAwaiter().GetResult();
        context.Output.WriteLine(print(tally));
        context.Output.Flush();
        if (interruption.Signal is { } signal)
        {
            context.Error.WriteLine(
                $"sandbox: {SignalTable.NameOf(signal)} ended the matrix after {tally.Done:#,0} of {plan.Runs:#,0} runs: what is printed is partial, and no process is left");
            return ExitCode.OfSignal(signal);
        }
        return Refusals(context, tally);
    }

    private static int Refusals(CommandContext context, MatrixTally tally)
    {
        MatrixCell[] refused = [.. tally.Plan.Cells.Where((_, at) => tally.Cells[at].Refusal is not null)];
        if (refused.Length == 0)
            return ExitCode.Done;
        string first = tally.Cells.First(cell => cell.Refusal is not null).Refusal!;
        context.Error.WriteLine(
            $"sandbox: the machine refused runs of {refused.Length} of {tally.Plan.Cells.Length} cells; {refused[0].Fault} with {refused[0].Model}: {Quoted.Bare(first)}");
        return ExitCode.Refused;
    }

    private static Setting? Given(ParseResult parsed, Option<string> option) =>
        parsed.GetResult(option) is null ? null : new Setting(option.Name[2..], parsed.GetValue(option) ?? "", option.Name);

    private static IEnumerable<Setting> Settings(ParseResult parsed, IEnumerable<Option<string>> options) => options
        .Where(option => RunSettings.All.Any(setting => setting.Option == option.Name))
        .Select(option => Given(parsed, option))
        .OfType<Setting>();
}
