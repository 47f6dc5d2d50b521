using System.Collections.Immutable;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.Lessons;

/// <summary>The lessons: the list, and the one that is open.</summary>
internal sealed class LessonsView : IView
{
    public string Title => "lessons";

    public string Tab => "learn";

    public Binding Opening { get; } = Binding.ToOpen(ScreenAction.OpenLessons, 9, "the lessons: predict, run, explain");

    public ImmutableArray<Binding> Keys { get; } =
    [
        new(ScreenAction.Choose, [], "go on", "open the lesson; then on: read, predict, run, explain", FooterOf.Ready | FooterOf.Typing),
        new(ScreenAction.Back, [], "back", "one step back; from the list, the first view", FooterOf.Ready | FooterOf.Typing),
        new(ScreenAction.Run, [], "", "run what was predicted"),
        new(ScreenAction.StepAll, [], "", "run what the workbench has, and stop before each step"),
        new(ScreenAction.Up, [], "", "the row above, the choice above, a line up"),
        new(ScreenAction.Down, [], "", "the row below, the choice below, a line down; a letter chooses too"),
    ];

    public FooterOf Footer(AppModel model) => model switch
    {
        { Run.Live: true } => FooterOf.Running,
        { Lessons.Question: not null } => FooterOf.Typing,
        _ => FooterOf.Ready,
    };

    public bool TakesText(AppModel model, Key key) => LessonsUpdate.TakesText(model, key);

    public Transition Typed(AppModel model, Key key) => LessonsUpdate.Typed(model, key);

    public Transition Opened(AppModel model) => model.Lessons.All is null ? new Transition(model, [new Effect.ReadLessons()]) : model;

    public Transition Act(AppModel model, ScreenAction action) => LessonsUpdate.Act(model, action);

    public void Draw(AppModel model, Canvas canvas)
    {
        if (model.Lessons.Stage == LessonStage.List)
            LessonListView.Draw(model, canvas);
        else
            LessonPageView.Draw(model, canvas);
    }
}
