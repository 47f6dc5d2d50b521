using System.Collections.Immutable;
using Sandbox.Core.Headers;
using Sandbox.Core.Tracing;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Trace;

/// <summary>A person's own program as a tree of processes: how each was started, how it ended, and whether its parent looked.</summary>
internal sealed class TraceScreen : IView
{
    public string Title => "trace";

    public string Tab => "tree";

    public Binding Opening { get; } = new(ScreenAction.OpenTrace, ["T"], "", "your own program: its processes as a tree, and whether each parent looked");

    public ImmutableArray<Binding> Keys { get; } =
    [
        new(ScreenAction.TypeProgram, ["e"], "program", "type the program that is traced, with its arguments", FooterOf.Ready),
        new(ScreenAction.Run, [], "trace", "start the program and trace it", FooterOf.Ready),
        new(ScreenAction.Stop, [], "end", "end the program, with all that it started: SIGKILL", FooterOf.Running),
        new(ScreenAction.StepAll, [], "next event", "show the tree as it was after one event more; at the end, from the first one on", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.StepOne, [], "back", "show the tree as it was one event earlier", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.RunOn, [], "", "show the tree as it is now"),
        new(ScreenAction.Choose, [], "all of it", "show all of a process: its line of parents, programs, threads, signals and waits", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.ShowEvents, ["v"], "events", "show all events as lines", FooterOf.Ready),
        new(ScreenAction.ShowOutput, ["o"], "output", "show what the program has written", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Left, [], "", "fold: what is below the process is counted, not shown; then its parent"),
        new(ScreenAction.Right, [], "", "unfold; then its first child"),
    ];

    public string Shows => "Your own program, traced: who started whom, how each ended, who was told.";

    public string Try => "Try: e, then ./a.out or: sh -c 'false | true'; r traces it, s steps by event.";

    public bool Steps => true;

    // The row of a terminal of 80 columns is full of the others.
    public bool HasTab(AppModel model) => model.View == this;

    public FooterOf Footer(AppModel model) => model.Trace switch
    {
        { Typing: true } => FooterOf.Typing,
        { Live: true } => FooterOf.Running,
        _ => FooterOf.Ready,
    };

    public bool Offers(AppModel model, ScreenAction action) => action switch
    {
        ScreenAction.StepAll or ScreenAction.ShowEvents or ScreenAction.Choose => model.Trace.Events.Count > 0,
        ScreenAction.StepOne => model.Trace.Tree.Events > 1,
        ScreenAction.ShowOutput => model.Trace.Lines.Count > 0 || model.Trace.Begun.Length > 0,
        ScreenAction.Run => model.Trace.Draft.Length > 0,
        // What is shown stands still by stepping.
        ScreenAction.Pause => false,
        _ => true,
    };

    // The terminal's interrupt is the program's first, as in a shell.
    public bool TakesText(AppModel model, Key key) => model.Trace is { Live: true, Interrupted: false } && key.ToString() == "C-c";

    public Transition Typed(AppModel model, Key key) => new(
        model with { Trace = model.Trace with { Interrupted = true }, Notice = new("SIGINT was sent to the program; C-c once more leaves", Ink.Warning) },
        [new Effect.SignalTrace(SignalH.SIGINT)]);

    public Transition Act(AppModel model, ScreenAction action) => TraceUpdate.Act(model, action);

    public string? Command(AppModel model) => model.Trace.Command;

    // The view of the status word speaks of the process that was chosen here.
    public AppModel Left(AppModel model) => model with
    {
        Trace = model.Trace with { Typing = false },
        StatusWord = model.Trace.Process is { End: { } status } process
            ? model.StatusWord with { Made = null, Traced = new TracedStatus(TraceRows.Name(process), model.Trace.Command, status) } : model.StatusWord,
    };

    public Notice? State(AppModel model) => model.Trace switch
    {
        { Live: true } => new("tracing", Ink.Accent),
        { Whole.Events: > 0 } trace => new(TraceVerdictWords.For(TraceSentence.VerdictOf(trace.Whole)).Word, VerdictLook.InkOf(TraceSentence.VerdictOf(trace.Whole))),
        _ => null,
    };

    public Transition RowChosen(AppModel model, int row, int column) => TraceUpdate.RowChosen(model, row);

    public Transition TextTyped(AppModel model, string text) => model.Trace.Typing ? model with { Trace = model.Trace with { Draft = text } } : model;

    public Transition TextEnded(AppModel model) => TraceUpdate.ProgramTyped(model);
}
