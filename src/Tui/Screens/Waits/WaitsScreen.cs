using System.Collections.Immutable;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Waits;

/// <summary>Every wait call of the host in order, as C, with what it returned, and how long the child had been a zombie.</summary>
internal sealed class WaitsScreen : IView
{
    public string Title => "waits";

    public Binding Opening { get; } = Binding.ToOpen(ScreenAction.OpenWaits, 3, "the wait calls of the host, as C");

    public ImmutableArray<Binding> Keys { get; } =
    [
        new(ScreenAction.Choose, [], "open", "open the calls that were folded into one row, or fold them again", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Follow, ["f"], "follow", "stay on the newest call", FooterOf.Running),
        new(ScreenAction.Last, [], "", "the newest call, and follow it"),
    ];

    public string Shows => "The wait calls of the parent as C, and how long each child was a zombie.";

    public string Try => "Try: wait poll in the form, then r: which calls bring nobody?";

    public bool Offers(AppModel model, ScreenAction action) => action != ScreenAction.Choose || WaitsUpdate.CanOpen(model);

    public Transition Act(AppModel model, ScreenAction action) => WaitsUpdate.Act(model, action);

    public Transition RowChosen(AppModel model, int row, int column) => WaitsUpdate.Chosen(model, row);
}
