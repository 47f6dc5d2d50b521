namespace Sandbox.Tui.Screens.Timeline;

/// <summary>What one cell of a timeline shows; the order is that of <see cref="Terminal.Glyphs.Lives"/>.</summary>
internal enum Life
{
    Nothing,

    /// <summary>A worker began to run.</summary>
    Started,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>A signal stopped it.</summary>
    Stopped,

    /// <summary>It is in its fault, and may have died in it by now.</summary>
    InFault,

    /// <summary>It announced its fault.</summary>
    Fault,

    /// <summary>It has ended, and nobody has waited for it yet.</summary>
    Zombie,

    /// <summary>Its parent was done with it.</summary>
    Reaped,

    /// <summary>The parent is in a wait call that blocks.</summary>
    Blocked,

    /// <summary>A wait call returned.</summary>
    Returned,

    /// <summary>A wait call that did not block returned.</summary>
    Polled,
}
