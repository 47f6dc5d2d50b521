using Terminal.Gui.Input;

namespace Sandbox.Tui.Terminal;

/// <summary>
/// What comes from the terminal: <see cref="Pressed"/>, <see cref="Pasted"/>, <see cref="Moused"/>, <see cref="Answered"/>, <see cref="Resized"/>,
/// <see cref="Continued"/>, <see cref="SuspendAsked"/>, <see cref="EndAsked"/>, <see cref="Gone"/>. The family is closed.
/// </summary>
internal abstract record TerminalEvent
{
    /// <summary>A key was pressed.</summary>
    public sealed record Pressed(Key Key) : TerminalEvent;

    /// <summary>Text was pasted; never taken for keys.</summary>
    public sealed record Pasted(string Text) : TerminalEvent;

    /// <summary>The mouse was used on a cell, counted from 0.</summary>
    public sealed record Moused(MouseFlags Flags, int X, int Y) : TerminalEvent;

    /// <summary>The terminal says that it has shown all it was sent until it was asked.</summary>
    public sealed record Answered : TerminalEvent
    {
        public static readonly Answered Instance = new();
    }

    /// <summary>The terminal may have another size now.</summary>
    public sealed record Resized : TerminalEvent;

    /// <summary>The program goes on after a stop: nobody knows what the terminal shows.</summary>
    public sealed record Continued : TerminalEvent;

    /// <summary>A signal asks the program to stop itself for a while.</summary>
    public sealed record SuspendAsked : TerminalEvent;

    /// <summary>A signal asks the program to end. The terminal has been restored already.</summary>
    /// <param name="Signal">The signal's number.</param>
    public sealed record EndAsked(int Signal) : TerminalEvent;

    /// <summary>The terminal takes or gives nothing any more.</summary>
    /// <param name="Why">What happened, in a few words.</param>
    public sealed record Gone(string Why) : TerminalEvent;
}
