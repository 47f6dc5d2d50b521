using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Views;

/// <summary>A column of a <see cref="RowTable{T}"/>.</summary>
/// <param name="Head">What stands at its head.</param>
/// <param name="Width">How many cells it has; 0 takes what the others leave.</param>
/// <param name="Text">What a row says in it.</param>
/// <param name="Ink">How that is meant; <c>null</c> where it is plain.</param>
/// <param name="AtRight">Whether its texts end at its right edge, as numbers do.</param>
/// <param name="Clips">Whether a text without room is cut anywhere, without a sign for that: a verdict is told by its first letters.</param>
internal sealed record RowColumn<T>(string Head, int Width, Func<T, string> Text, Func<T, Ink>? Ink = null, bool AtRight = false, bool Clips = false);
