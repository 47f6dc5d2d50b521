namespace Sandbox.Tui.App;

/// <summary>What a key can ask for. The name in small letters, with dashes, is what the settings file calls it.</summary>
internal enum ScreenAction
{
    Run,
    StepAll,
    StepOne,
    RunOn,
    Stop,
    Up,
    Down,
    Left,
    Right,
    NextField,
    PreviousField,
    NextView,
    PreviousView,
    OpenWorkers,
    OpenStatus,
    OpenWaits,
    OpenTimeline,
    OpenSignals,
    OpenCode,
    OpenHistory,
    OpenPages,
    OpenLessons,
    OpenMatrix,
    OpenTrace,
    OpenExercise,
    Pause,
    Palette,
    Record,
    Copy,
    Presets,
    WithoutFault,
    OtherModel,
    Undo,
    Redo,
    Sort,
    Flip,
    Columns,
    Find,
    NextMatch,
    PreviousMatch,
    Follow,
    More,
    Less,
    FlipBit,
    Restore,
    NextTarget,
    Write,
    Try,
    AskMissed,
    Mark,
    Compare,
    TypeProgram,
    ShowEvents,
    ShowOutput,
    Stack,
    Choose,
    Back,
    PageUp,
    PageDown,
    First,
    Last,
    Help,
    Words,
    Commands,
    Introduce,
    Redraw,
    Suspend,
    Quit,
}

/// <summary>Where a binding is worth a place in the footer.</summary>
[Flags]
internal enum FooterOf
{
    None = 0,

    /// <summary>While nothing else is the case.</summary>
    Ready = 1,

    /// <summary>While a value is being typed.</summary>
    Typing = 2,

    /// <summary>While a list is open.</summary>
    List = 4,

    /// <summary>While the help is open.</summary>
    Help = 8,

    /// <summary>While a run is under way.</summary>
    Running = 16,

    /// <summary>While a run is under way that a person steps.</summary>
    Stepped = 32,
}

/// <summary>One row of the key table.</summary>
/// <param name="Action">What is asked for.</param>
/// <param name="Keys">The names of the keys that ask for it; the first is the one that is shown.</param>
/// <param name="Label">The word in the footer.</param>
/// <param name="Meaning">The line in the help.</param>
/// <param name="Footer">In which footers it stands.</param>
internal sealed record Binding(ScreenAction Action, string[] Keys, string Label, string Meaning, FooterOf Footer = FooterOf.None)
{
    /// <summary>The row that opens a view: by its digit, and by the F-key of the same number, F10 for 0. F1 is the help everywhere.</summary>
    public static Binding ToOpen(ScreenAction action, int digit, string meaning)
    {
        string key = ((char)('0' + digit)).ToString();
        return new Binding(action, digit == 1 ? [key] : [key, digit == 0 ? "F10" : "F" + key], "", meaning);
    }
}
