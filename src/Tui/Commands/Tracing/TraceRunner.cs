using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.History;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Signals;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;

namespace Sandbox.Tui.Commands.Tracing;

/// <summary>A trace as a command: started, told, and printed when it is over.</summary>
internal static class TraceRunner
{
    /// <summary>How long events may gather.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    public static int Run(CommandContext context, TraceSpec spec, TraceShown shown)
    {
        using TraceSignals signals = new();
        ITrace trace = Start(context, spec);
        signals.Watch(trace, attached: spec.Attach is not null);
        TraceTree tree = TraceTree.Empty;
        List<(TraceEvent, string)> told = [];
        ImmutableArray<TraceEvent>.Builder kept = ImmutableArray.CreateBuilder<TraceEvent>();
        while (trace.Events.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (trace.Events.TryRead(out TraceEvent? happened))
            {
                tree = tree.After(happened);
                signals.Saw(happened);
                if (shown.Keep && kept.Count <= KeptTrace.MostEvents)
                    kept.Add(happened);
                if (shown.Json)
                    told.Add((happened, TraceWords.Of(happened, tree)));
                else if (shown.Plain)
                    context.Output.Write(Line(happened, tree));
            }
            context.Output.Flush();
            // To be woken by each event would take the processor from the program.
            Task.WaitAny([trace.Completion], Breath);
        }
        trace.Completion.GetAwaiter().GetResult();
        if (shown.Plain)
            context.Output.Write('\n');
        if (shown.Json)
            context.Output.WriteLine(TraceJson.Of(tree, told));
        else
            TraceText.Print(context, tree, shown.Depth);
        // The result first, to whoever waits for it.
        context.Output.Flush();
        if (kept.Count > KeptTrace.MostEvents)
            HistoryAccess.TooLong(context);
        else if (kept.Count > 0)
            HistoryAccess.Keep(context, new KeptTrace(spec, kept.DrainToImmutable()));
        if (signals.EndedBy(tree) is not { } signal)
            return ExitCode.Done;
        context.Error.WriteLine(spec.Attach is null
            ? $"sandbox: {SignalTable.NameOf(signal)} ended the trace; its processes have ended"
            : $"sandbox: {SignalTable.NameOf(signal)} ended the trace; the program runs on");
        return ExitCode.OfSignal(signal);
    }

    private static ITrace Start(CommandContext context, TraceSpec spec)
    {
        try
        {
            return context.Tracer().Start(spec);
        }
        catch (FileRefusedException) when (OutputFile.Folder(spec.OutputFile!) is { } folder)
        {
            throw OutputFile.NoFolder(folder);
        }
        catch (FileRefusedException refused) when (refused.IsThere)
        {
            throw new UsageException($"--output: {Quoted.Of(spec.OutputFile!)} is there already; expected the name of a new file");
        }
        catch (FileRefusedException refused)
        {
            throw new UsageException($"--output: {Quoted.Of(spec.OutputFile!)} {Quoted.Bare(refused.Words("written"))}");
        }
    }

    private static string Line(TraceEvent happened, TraceTree tree)
    {
        string who = happened.Tid == happened.Pid
            ? happened.Pid.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{happened.Pid}/{happened.Tid}");
        return string.Create(CultureInfo.InvariantCulture, $"{happened.AtMs,9:0.0} ms  {who} {TraceWords.Of(happened, tree)}\n");
    }
}
