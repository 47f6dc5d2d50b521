using System.Collections.Immutable;
using Sandbox.Core.History;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Trace;

/// <summary>What keys do in the view of a traced program, and what the program does.</summary>
internal static class TraceUpdate
{
    public static Transition Act(AppModel model, ScreenAction action)
    {
        TraceModel trace = model.Trace;
        if (trace.Typing)
            return With(model, trace with { Typing = false });
        switch (action)
        {
            case ScreenAction.TypeProgram:
                return trace.Live ? Told(model, $"a program is traced: {KeyTable.KeyOf(model, ScreenAction.Stop)} ends it") : With(model, trace with { Typing = true });
            case ScreenAction.Run:
                return Begin(model);
            case ScreenAction.StepAll:
                return TraceSteps.Further(model);
            case ScreenAction.StepOne:
                return TraceSteps.Back(model);
            case ScreenAction.RunOn or ScreenAction.Back when trace.Stepped is not null:
                return With(model, trace with { Stepped = null });
            case ScreenAction.Choose when trace.Process is { } process:
                return model with { Dialog = TraceDetail.Of(process.Number) };
            case ScreenAction.ShowEvents when trace.Events.Count > 0:
                return model with { Dialog = TraceDetail.Events() };
            case ScreenAction.ShowOutput when trace.Lines.Count > 0 || trace.Begun.Length > 0:
                return model with { Dialog = TraceDetail.Output() };
            case ScreenAction.ShowOutput:
                return Told(model, "the program has written nothing yet");
            case ScreenAction.Left or ScreenAction.Right when trace.Process is { } process:
                return With(model, Folded(trace, process, action == ScreenAction.Left));
            default:
                return model;
        }
    }

    /// <summary>Starts a program, and shows it.</summary>
    public static Transition Start(AppModel model, TraceSpec spec) => new(
        With(model with { TracesLast = true, Timeline = new TimelineModel() }, new TraceModel { Spec = spec with { Output = ProgramOutput.ToFollower }, Draft = CommandWords.Line(spec.Program), Live = true, Before = model with { Trace = model.Trace with { Before = null } } }),
        [new Effect.StartTrace(spec with { Output = ProgramOutput.ToFollower })]);

    /// <summary>The program is ended, with all that it started.</summary>
    public static Transition Stop(AppModel model) => new(With(model, model.Trace with { Stopping = true }), [new Effect.StopTrace()]);

    /// <summary>What was typed is what is traced next.</summary>
    public static AppModel ProgramTyped(AppModel model)
    {
        if (!model.Trace.Typing)
            return model;
        AppModel next = With(model, model.Trace with { Typing = false, Draft = model.Trace.Draft.Trim() });
        string[] words = CommandWords.Of(next.Trace.Draft, out string? problem);
        return problem is not null ? Told(next, problem) : words.Length == 0 ? next : next with { Notice = new($"{KeyTable.KeyOf(model, ScreenAction.Run)} traces {next.Trace.Draft}", Ink.Accent) };
    }

    /// <summary>A row of the tree was chosen.</summary>
    public static AppModel RowChosen(AppModel model, int row)
    {
        ImmutableArray<TraceTreeRow> rows = TraceRows.Of(model);
        return row >= 0 && row < rows.Length ? With(model, model.Trace with { Chosen = rows[row].Process.Number, ChosenByHand = true }) : model;
    }

    /// <summary>The program did something.</summary>
    public static Transition Happened(AppModel model, Message.TraceHappened traced)
    {
        TraceModel trace = model.Trace;
        AppendLog<TraceEvent> events = trace.Events;
        TraceTree tree = trace.Whole;
        foreach (TraceEvent happened in traced.Events.Take(TraceModel.MostEvents - events.Count))
        {
            events = events.With(happened);
            tree = tree.After(happened);
        }
        trace = TraceOutput.After(trace with { Events = events, Whole = tree, Before = null }, traced.Written);
        if (trace.Live && !trace.Stopping && events.Count == TraceModel.MostEvents)
            return Stop(Told(With(model, trace), $"{Numbers.Grouped(TraceModel.MostEvents)} events are all that is kept: the program was ended"));
        return With(model, trace);
    }

    /// <summary>There is no such program, or it cannot be traced: the trace before stays, and so does what was typed.</summary>
    public static AppModel Refused(AppModel model, string why)
    {
        AppModel before = model.Trace.Before ?? model;
        TraceModel trace = before.Trace with { Live = false, Draft = model.Trace.Draft, Spec = model.Trace.Before is null ? null : before.Trace.Spec };
        return With(model, trace) with { TracesLast = before.TracesLast, Timeline = before.Timeline, Notice = new($"not started: {why}", Ink.Bad) };
    }

    /// <summary>Nothing of the program is left.</summary>
    public static Transition Ended(AppModel model, string? bug)
    {
        TraceModel trace = model.Trace with { Live = false, Stopping = false };
        // Whoever looks at nothing in particular sees who failed.
        if (!trace.ChosenByHand && TraceSentence.FirstToLookAt(trace.Whole) is { } failed)
            trace = trace with { Chosen = failed.Number };
        model = With(model, trace);
        if (bug is not null)
            return model with { Notice = new($"a bug in the sandbox: {bug}", Ink.Bad) };
        return model.KeepsHistory && trace is { Spec: { } spec, Events.Count: > 0 } ? Kept(model, spec, trace.Events) : model;
    }

    private static Transition Kept(AppModel model, TraceSpec spec, AppendLog<TraceEvent> events) => events.Count > KeptTrace.MostEvents
        ? model with { Notice = new($"the trace is not kept in the history: it has more than {Numbers.Grouped(KeptTrace.MostEvents)} events", Ink.Warning) }
        : new Transition(model, [new Effect.KeepTrace(new KeptTrace(spec, [.. Enumerable.Range(0, events.Count).Select(place => events[place])])), .. model.History.Runs is null ? Array.Empty<Effect>() : [new Effect.ReadHistory()]]);

    private static Transition Begin(AppModel model)
    {
        TraceModel trace = model.Trace;
        if (trace.Live)
            return Told(model, $"a program is traced: {KeyTable.KeyOf(model, ScreenAction.Stop)} ends it");
        string[] words = CommandWords.Of(trace.Draft, out string? problem);
        if (problem is not null)
            return Told(model, problem);
        if (words.Length == 0)
            return With(model, trace with { Typing = true });
        // What was asked for with the program stays as it was asked for.
        TraceSpec like = trace.Spec ?? new TraceSpec();
        return Start(model, like with { Program = [.. words] });
    }

    private static TraceModel Folded(TraceModel trace, TracedProcess process, bool fold)
    {
        bool isFolded = trace.Folded.Contains(process.Number);
        if (fold && !isFolded && !process.Children.IsEmpty)
            return trace with { Folded = trace.Folded.Add(process.Number), ChosenByHand = true };
        if (fold)
            return trace with { Chosen = process.Parent ?? process.Number, ChosenByHand = true };
        return isFolded ? trace with { Folded = trace.Folded.Remove(process.Number) }
            : trace with { Chosen = process.Children is [var first, ..] ? first : process.Number, ChosenByHand = true };
    }

    private static AppModel With(AppModel model, TraceModel trace) => model with { Trace = trace };

    private static AppModel Told(AppModel model, string text) => model with { Notice = new(text, Ink.Warning) };
}
