using System.Collections.Immutable;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.StatusWord;

/// <summary>The status of one worker as its bits, and what each macro of <c>&lt;sys/wait.h&gt;</c> says of it.</summary>
internal sealed class StatusWordScreen : IView
{
    public string Title => "status";

    public Binding Opening { get; } = Binding.ToOpen(ScreenAction.OpenStatus, 2, "the status word: bits and macros");

    public ImmutableArray<Binding> Keys { get; } =
    [
        new(ScreenAction.Up, [], "", "the worker above; above the first one, the host"),
        new(ScreenAction.Down, [], "", "the worker below"),
        new(ScreenAction.Left, [], "", "the bit on the left"),
        new(ScreenAction.Right, [], "", "the bit on the right"),
        new(ScreenAction.FlipBit, ["b"], "flip bit", "flip the bit of the cursor: a status made by hand", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Choose, [], "type one", "type a status: decimal, 0x, 0o or 0b, or $?=139 for a shell's", FooterOf.Ready | FooterOf.Running | FooterOf.Typing),
        new(ScreenAction.Restore, ["o"], "the real one", "back from a status made by hand to the worker's own", FooterOf.Ready | FooterOf.Running),
    ];

    public string Shows => "The status that waitpid stored, bit by bit, and what each macro says of it.";

    public string Try => "Try: b flips the bit of the cursor; Enter types a status, such as 0x137f.";

    public FooterOf Footer(AppModel model) => model.StatusWord.Typing is not null
        ? FooterOf.Typing
        : model.Run is { Live: true } ? FooterOf.Running : FooterOf.Ready;

    public bool Offers(AppModel model, ScreenAction action) => action != ScreenAction.Restore || model.StatusWord.Made is not null;

    public AppModel Left(AppModel model) => model with { StatusWord = model.StatusWord with { Typing = null } };

    public Transition Act(AppModel model, ScreenAction action) => StatusWordUpdate.Act(model, action);

    public Transition RowChosen(AppModel model, int row, int column) => StatusWordUpdate.Choose(model, row - 1);

    public Transition TextTyped(AppModel model, string text) => StatusWordUpdate.Typed(model, text);

    public Transition TextEnded(AppModel model) => StatusWordUpdate.Ended(model);
}
