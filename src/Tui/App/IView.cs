using System.Collections.Immutable;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.App;

/// <summary>
/// One view of the run: its place in the tab bar, its keys, what they do. Its widgets are made by <c>ViewTable.Make</c>. It keeps no state of its own: that is a record
/// in <see cref="AppModel"/>. <see cref="AppModel.Views"/> has all of them.
/// </summary>
internal interface IView
{
    /// <summary>What it is called.</summary>
    string Title { get; }

    /// <summary>Its word in the tab bar of a terminal of 80 columns: a short one.</summary>
    string Tab => Title;

    /// <summary>Whether it has a tab now; its key opens it in any case.</summary>
    bool HasTab(AppModel model) => true;

    /// <summary>How what it shows stands, in the place of how the run does; <c>null</c> where it shows the run.</summary>
    Notice? State(AppModel model) => null;

    /// <summary>Whether the keys that step are its own, and do not step a run.</summary>
    bool Steps => false;

    /// <summary>A sentence that says what it shows.</summary>
    string Shows => "";

    /// <summary>A sentence that says what to try in it.</summary>
    string Try => "";

    /// <summary>The key that opens it.</summary>
    Binding Opening { get; }

    /// <summary>
    /// The rows of its own in the key table. A row for an action that <see cref="KeyTable.Common"/> has too stands in its place;
    /// without keys it keeps the common ones, and says only what they do here.
    /// </summary>
    ImmutableArray<Binding> Keys { get; }

    /// <summary>Which rows of the key table are worth a place in the footer now.</summary>
    FooterOf Footer(AppModel model) => model.Run is { Live: true } ? FooterOf.Running : FooterOf.Ready;

    /// <summary>Whether an action of its own has something to act on now: what has not stands in no footer.</summary>
    bool Offers(AppModel model, ScreenAction action) => true;

    /// <summary>Whether it shows <see cref="AppModel.Notice"/> itself; otherwise that stands in the place of the footer.</summary>
    bool ShowsNotice => false;

    /// <summary>Whether a key is text here, and not what the key table says.</summary>
    bool TakesText(AppModel model, Key key) => false;

    /// <summary>A key that is text.</summary>
    Transition Typed(AppModel model, Key key) => model;

    /// <summary>
    /// What an action does. It returns the same model where it does nothing; <see cref="ScreenAction.Back"/> then leads to the first view, and
    /// <see cref="ScreenAction.Run"/> starts a run.
    /// </summary>
    Transition Act(AppModel model, ScreenAction action);

    /// <summary>The command of what it shows, where that may be another than the run's; <c>null</c> where it is the run's.</summary>
    string? Command(AppModel model) => null;

    /// <summary>A cell of its area was clicked.</summary>
    Transition Clicked(AppModel model, int x, int y) => model;

    /// <summary>The wheel was turned over so many rows, down where they are positive.</summary>
    Transition Wheeled(AppModel model, int rows)
    {
        for (; rows > 0; rows--)
            model = Act(model, ScreenAction.Down).Model;
        for (; rows < 0; rows++)
            model = Act(model, ScreenAction.Up).Model;
        return model;
    }

    /// <summary>It has just been opened.</summary>
    Transition Opened(AppModel model) => model;

    /// <summary>Another view is opened: what was half done here is finished.</summary>
    AppModel Left(AppModel model) => model;

    /// <summary>The workers whose page maps it shows now, the most important first; they are read while the run lives.</summary>
    ImmutableArray<int> Mapped(AppModel model) => [];

    /// <summary>A row of its table was chosen, by the order in which the rows stand; the column counts where cells are chosen.</summary>
    Transition RowChosen(AppModel model, int row, int column) => model;

    /// <summary>The head of a column of its table was clicked.</summary>
    Transition HeadClicked(AppModel model, string head) => model;

    /// <summary>The text that is being typed in it changed.</summary>
    Transition TextTyped(AppModel model, string text) => model;

    /// <summary>The text that was being typed in it is whole.</summary>
    Transition TextEnded(AppModel model) => model;
}
