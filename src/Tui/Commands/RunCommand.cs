using System.CommandLine;
using Sandbox.Core.Runs;
using Sandbox.Core.Runs.Json;
using Sandbox.Core.Signals;
using Sandbox.Tui.Commands.Printing;
using Sandbox.Tui.Configuration;

namespace Sandbox.Tui.Commands;

/// <summary><c>sandbox run</c>.</summary>
internal static class RunCommand
{
    public static Command Create(CommandContext context)
    {
        Option<bool> asJson = SharedOptions.Json("the report");
        Option<bool> check = new("--check") { Description = "exit 1 unless the verdict is clean" };
        Option<bool> pageMap = new("--page-map") { Description = "print which pages of the array each worker shares, and which it copied" };
        Option<bool> step = new("--step") { Description = "stop before each step, say what is about to happen, and wait for Enter" };
        Command command = new("run", "one run: real workers, a real fault, what the parent saw");
        RunOptions options = new(command);
        command.Options.Add(asJson);
        command.Options.Add(check);
        command.Options.Add(pageMap);
        command.Options.Add(step);
        command.SetAction(parsed =>
        {
            SettingsReading reading = SettingsReading.Read(context.Environment, context.ProgramFolder);
            return Run(context, options.Resolve(reading, parsed), new Wanted(parsed.GetValue(asJson), parsed.GetValue(check), parsed.GetValue(pageMap), parsed.GetValue(step)));
        });
        return command;
    }

    private static int Run(CommandContext context, RunSpec spec, Wanted wanted)
    {
        using Interruption interruption = new();
        IRun run = context.Runner().Start(spec, new RunControl(wanted.PageMap ? PageWatch.Cells : null, wanted.Step));
        interruption.Stops(run.Stop);
        if (wanted.Step)
            StepDialogue.Lead(run, context);
        // Not its result: a run that was stopped half-way may fail, and it is the signal that has to be told then.
        Task.WaitAny(run.Completion);
        if (interruption.Signal is { } signal)
        {
            context.Error.WriteLine($"sandbox: {SignalTable.NameOf(signal)} ended the run; its processes are gone");
            return ExitCode.OfSignal(signal);
        }

        RunReport report = run.Completion.GetAwaiter().GetResult();
        context.Output.WriteLine(wanted.Json ? ReportJson.Write(report) : RunText.Of(report, context.Look));
        context.Output.Flush();
        if (wanted is { PageMap: true, Json: false })
            context.Output.WriteLine("\n" + PageMapText.Of(run, report));
        if (report.Verdict is null)
        {
            context.Error.WriteLine($"sandbox: {WhyNotAll(run)}{VerdictSentence.Of(report)}; those were ended and reaped");
            return ExitCode.Refused;
        }

        return wanted.Check && report.Verdict != Verdict.Clean ? ExitCode.CheckFailed : ExitCode.Done;
    }

    /// <summary>The call that the kernel refused, for the message.</summary>
    private static string WhyNotAll(IRun run)
    {
        while (run.Events.TryRead(out RunEvent? happened))
        {
            if (happened is RunEvent.StartFailed failed)
                return $"{failed.Call} failed with {failed.Error} for worker {failed.Index}; ";
        }
        return "";
    }

    /// <summary>What beside the spec was asked for.</summary>
    private sealed record Wanted(bool Json, bool Check, bool PageMap, bool Step);
}
