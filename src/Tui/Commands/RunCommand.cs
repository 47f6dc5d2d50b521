using System.CommandLine;
using Sandbox.Core.Runs;
using Sandbox.Core.Signals;
using Sandbox.Tui.Commands.Printing;
using Sandbox.Tui.Configuration;
using Sandbox.Tui.Interactive;

namespace Sandbox.Tui.Commands;

/// <summary><c>sandbox run</c>.</summary>
internal static class RunCommand
{
    /// <param name="context">What it may touch.</param>
    /// <param name="plain">The option <c>--plain</c>, which the program has without a command too.</param>
    public static Command Create(CommandContext context, Option<bool> plain)
    {
        Command command = new("run", "one run: real workers, a real fault, what the parent saw");
        RunOptions options = new(command);
        Option<bool> asJson = Add(SharedOptions.Json("the report"));
        Option<bool> check = Add(new("--check") { Description = "exit 1 unless the verdict is clean" });
        Option<bool> pageMap = Add(new("--page-map") { Description = "print which pages of the array each worker shares, and which it copied" });
        Option<bool> step = Add(new("--step") { Description = "stop before each step, say what is about to happen, and wait for Enter" });
        Option<bool> noHistory = Add(new("--no-history") { Description = "do not keep the run in the history; see sandbox history" });
        command.Options.Add(plain);
        command.SetAction(parsed =>
        {
            SettingsReading reading = options.Read(context, parsed);
            Wanted wanted = new(
                Json: parsed.GetValue(asJson),
                Check: parsed.GetValue(check),
                PageMap: parsed.GetValue(pageMap),
                Step: parsed.GetValue(step),
                Keep: reading.History && !parsed.GetValue(noHistory),
                Plain: parsed.GetValue(plain));
            if (wanted is { Plain: true, Json: true } or { Plain: true, Step: true })
                throw new UsageException([$"--plain and {(wanted.Json ? "--json" : "--step")} exclude each other: --plain writes lines as things happen"]);
            return Run(context, RunOptions.Resolve(reading), wanted);
        });
        return command;

        Option<bool> Add(Option<bool> option)
        {
            command.Options.Add(option);
            return option;
        }
    }

    /// <summary><c>sandbox --plain</c>: a run of what the settings say, told in lines.</summary>
    public static int RunPlain(CommandContext context)
    {
        SettingsReading reading = KeyChoices.Read(context.Settings);
        RunSpec spec = RunOptions.Resolve(reading);
        return Run(context, spec, new Wanted(Json: false, Check: false, PageMap: false, Step: false, reading.History, Plain: true));
    }

    private static int Run(CommandContext context, RunSpec spec, Wanted wanted)
    {
        using Interruption interruption = new();
        IRun run = context.Runner().Start(spec, new RunControl(wanted.PageMap ? PageWatch.Cells : null, wanted.Step));
        interruption.Stops(run.Stop);
        if (wanted.Step)
            StepDialogue.Lead(run, context, interruption.Came);
        PlainLines? lines = wanted.Plain ? new PlainLines(context.Output) : null;
        lines?.Follow(run);
        // Not its result: a run that was stopped half-way may fail, and it is the signal that has to be told then.
        Task.WaitAny(run.Completion);
        if (interruption.Signal is { } signal)
        {
            context.Error.WriteLine($"sandbox: {SignalTable.NameOf(signal)} ended the run; its processes have ended");
            return ExitCode.OfSignal(signal);
        }

        RunReport report = run.Completion.GetAwaiter().GetResult();
        if (wanted.Plain)
            context.Output.WriteLine();
        context.Output.WriteLine(wanted.Json ? ReportJson.Write(report) : RunText.Of(report, context.Look));
        if (wanted is { PageMap: true, Json: false })
            context.Output.WriteLine("\n" + PageMapText.Of(run, report));
        // The result first, to whoever waits for it.
        context.Output.Flush();
        if (wanted.Keep)
            HistoryAccess.Keep(context, report);
        if (report.Verdict is null)
        {
            context.Error.WriteLine($"sandbox: {VerdictSentence.Of(report)}; the others were ended and reaped");
            return ExitCode.Refused;
        }

        return wanted.Check && report.Verdict != Verdict.Clean ? ExitCode.CheckFailed : ExitCode.Done;
    }

    /// <summary>What beside the spec was asked for.</summary>
    private sealed record Wanted(bool Json, bool Check, bool PageMap, bool Step, bool Keep, bool Plain);
}
