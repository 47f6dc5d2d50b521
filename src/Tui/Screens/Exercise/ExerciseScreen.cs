using System.Collections.Immutable;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Exercise;

/// <summary>An exercise: a broken program beside the learner's own, both compiled, run under the tracer, and held against the rules of the task.</summary>
internal sealed class ExerciseScreen : IView
{
    public string Title => "exercise";

    public string Tab => "task";

    public Binding Opening { get; } = new(ScreenAction.OpenExercise, ["E"], "", "an exercise: a broken program beside your own, checked");

    public ImmutableArray<Binding> Keys { get; } =
    [
        new(ScreenAction.Run, [], "check", "compile both programs, run them under the tracer, hold them against the rules", FooterOf.Ready),
        new(ScreenAction.Stop, [], "end", "end the check, with all that it started: SIGKILL; so does another view", FooterOf.Running),
        new(ScreenAction.TypeProgram, ["e"], "file", "type the path of your file: a C file is compiled, anything else is run as it is", FooterOf.Ready),
        new(ScreenAction.Write, ["w"], "write", "write the broken program to your file, to begin with; none is ever written over", FooterOf.Ready),
        new(ScreenAction.Right, [], "next page", "the next page: the texts, what the compiler said, each case", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Left, [], "", "the page before"),
        new(ScreenAction.Stack, ["b"], "below", "one above the other, each as wide as the screen; and side by side again", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Choose, [], "tasks", "choose another task", FooterOf.Ready),
        new(ScreenAction.NextField, [], "", "from one program to the other: the keys scroll that one"),
        new(ScreenAction.Up, [], "", "a line up"),
        new(ScreenAction.Down, [], "", "a line down"),
        new(ScreenAction.First, [], "", "the first line"),
        new(ScreenAction.Last, [], "", "the last line"),
    ];

    public string Shows => "An exercise: a broken program, yours beside it, and which rules each keeps.";

    public string Try => "Try: w writes it to your file; change that in your editor, r checks both.";

    // The row of a terminal of 80 columns is full of the others.
    public bool HasTab(AppModel model) => model.View == this;

    public FooterOf Footer(AppModel model) => model.Exercise switch
    {
        { Typing: true } => FooterOf.Typing,
        { Live: true } => FooterOf.Running,
        _ => FooterOf.Ready,
    };

    public bool Offers(AppModel model, ScreenAction action) => action switch
    {
        ScreenAction.Run or ScreenAction.Right => model.Exercise.OpenTask is not null,
        ScreenAction.Write => model.Exercise.OpenTask?.Broken is not null,
        ScreenAction.Choose => model.Exercise.Tasks is { Length: > 1 } || model.Exercise.Typing,
        ScreenAction.StepAll or ScreenAction.Pause => false,
        _ => true,
    };

    public Transition Act(AppModel model, ScreenAction action) => ExerciseUpdate.Act(model, action);

    public Transition Opened(AppModel model) => ExerciseUpdate.Opened(model);

    public AppModel Left(AppModel model) => model with { Exercise = model.Exercise with { Typing = false } };

    public string? Command(AppModel model) => model.Exercise.Command;

    public Notice? State(AppModel model) => model.Exercise switch
    {
        { Live: true } => new("checking", Ink.Accent),
        { Passed: true } => new("passed", Ink.Good),
        { Passed: false } => new("failed", Ink.Bad),
        _ => null,
    };

    public Transition TextTyped(AppModel model, string text) => model.Exercise.Typing ? model with { Exercise = model.Exercise with { OwnFile = text } } : model;

    public Transition TextEnded(AppModel model) => ExerciseUpdate.FileTyped(model);
}
