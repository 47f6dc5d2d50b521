using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Lessons;

/// <summary>The lessons: the list, and the one that is open.</summary>
internal sealed class LessonsScreen : IView
{
    public string Title => "lessons";

    public string Tab => "learn";

    public Binding Opening { get; } = Binding.ToOpen(ScreenAction.OpenLessons, 9, "the lessons: predict, run, explain");

    public ImmutableArray<Binding> Keys { get; } =
    [
        new(ScreenAction.Choose, [], "go on", "open the lesson; then on, a page at a time: read, predict, run, explain", FooterOf.Ready | FooterOf.Typing),
        new(ScreenAction.Back, [], "back", "one step back; from the list, the first view", FooterOf.Ready | FooterOf.Typing),
        new(ScreenAction.Try, ["t"], "try", "at the end of a lesson: set the first view up with what there is to try", FooterOf.List),
        new(ScreenAction.AskMissed, ["m"], "", "from the list: ask the questions again that were missed, of all lessons"),
        new(ScreenAction.Find, ["/"], "", "show only the lessons with a text in title, id, summary or level"),
        new(ScreenAction.Run, [], "", "run what was predicted"),
        new(ScreenAction.StepAll, [], "", "run what the workbench has, and stop before each step"),
        new(ScreenAction.Up, [], "", "the row above, the choice above, a line up"),
        new(ScreenAction.Down, [], "", "the row below, the choice below, a line down; a letter chooses too"),
        new(ScreenAction.NextField, [], "", "from an answer that is typed to the text, and back"),
    ];

    public string Shows => "Short lessons: predict what a run will leave behind, run it for real, see why.";

    public string Try => "Try: Enter opens a lesson, / finds one; a wrong answer costs nothing.";

    public FooterOf Footer(AppModel model) => model switch
    {
        { Lessons: { AnswerIsTyped: true } or { Typing: true } } => FooterOf.Typing,
        { Run.Live: true } => FooterOf.Running,
        { Lessons.Stage: LessonStage.End } => FooterOf.Ready | FooterOf.List,
        _ => FooterOf.Ready,
    };

    public string? Command(AppModel model) =>
        model.Lessons is { Stage: LessonStage.Predict or LessonStage.Observe or LessonStage.Explain, CurrentStep: { } step } ? RunSpecs.CommandLine(step.Spec) : null;

    public bool TakesText(AppModel model, Key key) => LessonsUpdate.TakesText(model, key);

    public Transition Typed(AppModel model, Key key) => LessonsUpdate.Typed(model, key);

    public Transition RowChosen(AppModel model, int row, int column) => LessonsUpdate.RowChosen(model, row);

    public Transition TextTyped(AppModel model, string text) => LessonsUpdate.TextTyped(model, text);

    public Transition TextEnded(AppModel model) => LessonsUpdate.FilterEnded(model);

    public Transition Opened(AppModel model) => model.Lessons.All is null ? new Transition(model, [new Effect.ReadLessons()]) : model;

    public AppModel Left(AppModel model) => LessonsUpdate.FilterEnded(model);

    public Transition Act(AppModel model, ScreenAction action) => LessonsUpdate.Act(model, action);
}
