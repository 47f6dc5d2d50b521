using System.Collections.Immutable;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.App;

/// <summary>A part of a line of text, in one ink.</summary>
internal readonly record struct Piece(string Text, Ink Ink = Ink.Plain);

/// <summary>What lies on top of the view until it is closed: <see cref="Reading"/> or <see cref="Choosing"/>. The family is closed.</summary>
/// <param name="Title">What stands in its frame.</param>
internal abstract record DialogModel(string Title)
{
    /// <summary>A text to read, which scrolls. Long lines are broken between words.</summary>
    /// <param name="Title">What stands in its frame.</param>
    /// <param name="Lines">The lines, each of pieces.</param>
    public sealed record Reading(string Title, ImmutableArray<ImmutableArray<Piece>> Lines) : DialogModel(Title);

    /// <summary>A list to choose from: what is typed finds, the meaning of the choice under the cursor is shown in full.</summary>
    /// <param name="Title">What stands in its frame.</param>
    /// <param name="Choices">All that can be chosen.</param>
    /// <param name="Selected">The word of the one that the cursor begins on.</param>
    /// <param name="Chosen">What choosing a word does. The dialog is closed already.</param>
    public sealed record Choosing(string Title, ImmutableArray<Choice> Choices, string Selected, Func<AppModel, string, Transition> Chosen) : DialogModel(Title);
}
