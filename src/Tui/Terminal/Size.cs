namespace Sandbox.Tui.Terminal;

/// <summary>The size of a terminal or a part of it, in cells.</summary>
internal readonly record struct Size(int Columns, int Rows)
{
    /// <summary>The most that is painted: a terminal can claim 65,535 columns and rows, which would be 4 billion cells.</summary>
    public static Size Most { get; } = new(1024, 512);

    /// <summary>The part of it that is painted.</summary>
    public Size Capped => new(Math.Min(Columns, Most.Columns), Math.Min(Rows, Most.Rows));
}
