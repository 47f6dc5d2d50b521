namespace Sandbox.Tui.Terminal;

/// <summary>The size of a terminal or a part of it, in cells.</summary>
internal readonly record struct Size(int Columns, int Rows);
