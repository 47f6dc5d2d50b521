using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Serialization;
using Sandbox.Core;
using Sandbox.Core.Doctor;
using Sandbox.Core.Runs;
using Sandbox.Core.Signals;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;
using Sandbox.Tui.App;
using Sandbox.Tui.Commands.Printing;
using Sandbox.Tui.Terminal;
using Cell = Sandbox.Tui.Commands.Printing.Cell;

namespace Sandbox.Tui.Commands;

/// <summary><c>sandbox doctor</c>.</summary>
internal static class DoctorCommand
{
    private const double LongestTrace = 10;

    public static Command Create(CommandContext context)
    {
        Option<bool> asJson = SharedOptions.Json("one object");
        Command command = new("doctor", "what this machine lets the sandbox show, and what it would take to show the rest") { asJson };
        command.SetAction(parsed =>
        {
            using Interruption interruption = new();
            Diagnosis diagnosis = Diagnosis.Of(MachineFacts.Read("/"), TerminalOf(context), Try(context, interruption));
            if (interruption.Signal is { } signal)
            {
                context.Error.WriteLine($"sandbox: {SignalTable.NameOf(signal)} ended the runs that were tried; their processes have ended");
                return ExitCode.OfSignal(signal);
            }
            if (parsed.GetValue(asJson))
                context.PrintJson(diagnosis, DoctorJson.Default.Diagnosis);
            else
                Print(context, diagnosis);
            return diagnosis.Works ? ExitCode.Done : ExitCode.Refused;
        });
        return command;
    }

    private static void Print(CommandContext context, Diagnosis diagnosis)
    {
        context.PrintTable(
            [new("found here"), new("", Wraps: true), new("what it means", Wraps: true)],
            diagnosis.Findings.Select(finding => new Cell[] { new(finding.Id, Tone.Id), finding.Found is { } found ? found : new Cell("n/a", Tone.Faint), finding.Meaning }));
        context.Output.WriteLine();
        context.PrintTable(
            [new("to be seen"), new("how"), new("why", Wraps: true), new("what would change that", Wraps: true)],
            diagnosis.Abilities.Select(ability => new Cell[] { new(ability.Id, Tone.Id), Word(ability.Sight), ability.Why, ability.Change ?? "" }));
        context.Output.WriteLine();
        context.Output.WriteLine(diagnosis.Works ? "Runs take place here." : "No run can take place here.");
    }

    private static Cell Word(Sight sight) => sight switch
    {
        Sight.Exact => new Cell("exact", Tone.Good),
        Sight.Sampled => "sampled",
        _ => new Cell("not here", Tone.Bad),
    };

    private static Trials Try(CommandContext context, Interruption interruption)
    {
        IRunner runner = context.Runner();
        return new Trials(
            One(),
            One(new Setting(RunSettings.Wait.Name, "pidfd", "")),
            One(new Setting(RunSettings.Fault.Name, "forbidden-syscall", "")))
        {
            Mpi = One(new Setting(RunSettings.Model.Name, "mpi", "")),
            ColdFile = One(new Setting(RunSettings.Fault.Name, "cold-file:4", "")),
            TraceFailure = TryTrace(context, interruption),
        };

        Trial One(params ImmutableArray<Setting> settings)
        {
            RunSpec spec = RunSpecs.Resolve(
                [new Setting(RunSettings.Workers.Name, "2", ""), new(RunSettings.Length.Name, "10000", ""), .. settings], RunCaps.Default).Spec!;
            try
            {
                IRun run = runner.Start(spec);
                interruption.Stops(run.Stop);
                return new Trial(run.Completion.GetAwaiter().GetResult(), null);
            }
            catch (MachineRefusedException refused)
            {
                return new Trial(null, refused.Message);
            }
            catch (SandboxBugException) when (interruption.Signal is not null)
            {
                return new Trial(null, "it was ended half-way");
            }
        }
    }

    private static string? TryTrace(CommandContext context, Interruption interruption)
    {
        try
        {
            ITrace trace = context.Tracer().Start(new TraceSpec { Program = ["true"], Timeout = LongestTrace });
            interruption.Stops(trace.Stop);
            trace.Completion.GetAwaiter().GetResult();
            TraceTree tree = TraceTree.Empty;
            while (trace.Events.TryRead(out TraceEvent? happened))
                tree = tree.After(happened);
            return TraceSentence.VerdictOf(tree) == TraceVerdict.Clean ? null : TraceSentence.Of(tree);
        }
        catch (Exception refused) when (refused is MachineRefusedException or ProgramRefusedException)
        {
            return Quoted.Bare(refused.Message);
        }
    }

    private static TerminalFacts TerminalOf(CommandContext context)
    {
        TerminalTraits traits = TerminalTraits.From(name => context.Environment.GetValueOrDefault(name));
        string Variable(string name) => context.Environment.GetValueOrDefault(name, "");
        return new TerminalFacts(
            context.OutputSize is not null,
            Variable("TERM") is { Length: > 0 } term ? term : null,
            traits.CanPaint,
            traits.Depth switch
            {
                ColourDepth.None => "none",
                ColourDepth.Sixteen => "16",
                ColourDepth.Many => "256",
                _ => "16,777,216",
            },
            traits.Unicode,
            context.OutputSize?.Columns ?? 0,
            context.OutputSize?.Rows ?? 0,
            AppModel.Smallest.Columns,
            AppModel.Smallest.Rows,
            Size.Most.Columns,
            Size.Most.Rows,
            Variable("TMUX").Length > 0 ? "tmux" : Variable("STY").Length > 0 ? "screen" : null);
    }
}

/// <summary>What <c>sandbox doctor --json</c> prints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(Diagnosis))]
internal sealed partial class DoctorJson : JsonSerializerContext;
