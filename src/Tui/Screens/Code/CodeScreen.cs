using System.Collections.Immutable;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Code;

/// <summary>The C program that does what is set up.</summary>
internal sealed class CodeScreen : IView
{
    public string Title => "code";

    public Binding Opening { get; } = Binding.ToOpen(ScreenAction.OpenCode, 6, "the C program that does what is set up");

    public ImmutableArray<Binding> Keys { get; } =
    [
        new(ScreenAction.Write, ["w"], "write", "write it to a file in the working directory; none is ever written over", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Find, ["/"], "search", "look for a text in it", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.NextMatch, ["n"], "", "the next line with it"),
        new(ScreenAction.PreviousMatch, ["N"], "", "the line before with it"),
        new(ScreenAction.Choose, [], "search", "end of the text that is looked for", FooterOf.Typing),
        new(ScreenAction.Up, [], "", "a line up"),
        new(ScreenAction.Down, [], "", "a line down"),
        new(ScreenAction.Left, [], "", "to the left, in lines that are longer than the screen is wide"),
        new(ScreenAction.Right, [], "", "to the right, in lines that are longer than the screen is wide"),
        new(ScreenAction.First, [], "", "the first line"),
        new(ScreenAction.Last, [], "", "the last line"),
    ];

    public string Shows => "What is set up, as a plain C program: the same fault, the same waits.";

    public string Try => "Try: / and waitpid finds where the parent waits; w writes it to a file.";

    public FooterOf Footer(AppModel model) => model.Code.Typing
        ? FooterOf.Typing
        : model.Run is { Live: true } ? FooterOf.Running : FooterOf.Ready;

    public string? Command(AppModel model) => CodeUpdate.CommandOf(model);

    public AppModel Left(AppModel model) => CodeUpdate.Ended(model);

    public Transition Act(AppModel model, ScreenAction action) => CodeUpdate.Act(model, action);

    public Transition TextTyped(AppModel model, string text) => CodeUpdate.Typed(model, text);

    public Transition TextEnded(AppModel model) => CodeUpdate.Ended(model);
}
