namespace Sandbox.Tui.Terminal;

/// <summary>What became of a frame.</summary>
internal enum Shown
{
    /// <summary>It is on its way.</summary>
    Yes,

    /// <summary>The link is behind; show the newest frame later.</summary>
    Later,

    /// <summary>The terminal takes nothing any more.</summary>
    Never,
}

/// <summary>
/// The one seam between the screen and the outside: frames go out, events come in. <see cref="Wait"/> and <see cref="Show"/> belong to one thread; the rest may be called from any.
/// </summary>
internal interface ITerminal : IDisposable
{
    TerminalTraits Traits { get; }

    /// <summary>The size now.</summary>
    Size Size { get; }

    /// <summary>Takes the terminal over. Does nothing where it is taken already, or was closed.</summary>
    void Enter();

    /// <summary>Gives the terminal back as it was found. Idempotent.</summary>
    void Leave();

    /// <summary>Gives the terminal back for good: a later <see cref="Enter"/> does nothing.</summary>
    void Close();

    /// <summary>Gives the terminal back, stops the program and its process group, and takes the terminal again when it goes on.</summary>
    /// <returns>Whether it could be stopped: without a shell that could continue it, it is not.</returns>
    bool Suspend();

    /// <summary>Shows a frame, sending what changed since the one before.</summary>
    Shown Show(Frame frame);

    /// <summary>Puts a text into the clipboard, where the terminal lets a program do so.</summary>
    void Copy(string text);

    /// <summary>Has clicks and the wheel of the mouse come as events from now on.</summary>
    void UseMouse();

    /// <summary>Forgets what the terminal shows, and takes it once more, whoever else has written to it: the next frame is sent whole.</summary>
    void Forget();

    /// <summary>Waits until something comes, <see cref="Wake"/> is called, or the time is over.</summary>
    /// <param name="timeoutMs">The time; -1 is for ever.</param>
    /// <param name="into">Takes what came.</param>
    void Wait(int timeoutMs, List<TerminalEvent> into);

    /// <summary>Ends a <see cref="Wait"/>.</summary>
    void Wake();
}
