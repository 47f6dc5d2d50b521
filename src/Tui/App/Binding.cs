namespace Sandbox.Tui.App;

/// <summary>What a key can ask for.</summary>
internal enum ScreenAction
{
    Run,
    Stop,
    Up,
    Down,
    Left,
    Right,
    Next,
    Previous,
    More,
    Less,
    Choose,
    Back,
    PageUp,
    PageDown,
    First,
    Last,
    Help,
    Redraw,
    Suspend,
    Quit,
}

/// <summary>Where a binding is worth a place in the footer.</summary>
[Flags]
internal enum FooterOf
{
    None = 0,
    Form = 1,
    Typing = 2,
    List = 4,
    Help = 8,
    Running = 16,
}

/// <summary>One row of the key table.</summary>
/// <param name="Action">What is asked for.</param>
/// <param name="Keys">The names of the keys that ask for it; the first is the one that is shown.</param>
/// <param name="Label">The word in the footer.</param>
/// <param name="Meaning">The line in the help.</param>
/// <param name="Footer">In which footers it stands.</param>
internal sealed record Binding(ScreenAction Action, string[] Keys, string Label, string Meaning, FooterOf Footer);
