namespace Sandbox.Tui.Terminal;

/// <summary>What a text is, not what it looks like: the palette gives each its colour.</summary>
internal enum Ink : byte
{
    Plain,
    Strong,
    Dim,
    Title,
    Accent,
    Key,
    Good,
    Bad,
    Warning,
    Bar,
    Track,
}

/// <summary>How a cell is written.</summary>
/// <param name="Ink">What the text is.</param>
/// <param name="Lit">Whether the cursor of the screen is on it.</param>
internal readonly record struct Style(Ink Ink, bool Lit = false)
{
    // Written out: the comparer that a record would use has to be compiled at run time, and the first frame waits for it.
    public bool Equals(Style other) => Ink == other.Ink && Lit == other.Lit;

    public override int GetHashCode() => (int)Ink << 1 | (Lit ? 1 : 0);

    public static implicit operator Style(Ink ink) => new(ink);
}
