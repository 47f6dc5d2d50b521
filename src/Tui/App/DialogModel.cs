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
    /// <param name="Of">The lines, each of pieces, as the model stands: what is live goes on while it is read.</param>
    public sealed record Reading(string Title, Func<AppModel, ImmutableArray<ImmutableArray<Piece>>> Of) : DialogModel(Title)
    {
        /// <summary>What the texts beside this one are: Left and Right lead there, -1 and 1. <c>null</c> where there are none.</summary>
        public Func<AppModel, int, AppModel>? Beside { get; init; }

        /// <summary>A text that stays as it is.</summary>
        public Reading(string title, ImmutableArray<ImmutableArray<Piece>> lines) : this(title, _ => lines)
        {
        }
    }

    /// <summary>A list to choose from: what is typed finds, the meaning of the choice under the cursor is shown in full.</summary>
    /// <param name="Title">What stands in its frame.</param>
    /// <param name="Choices">All that can be chosen.</param>
    /// <param name="Selected">The word of the one that the cursor begins on.</param>
    /// <param name="Chosen">What choosing a word does. The dialog is closed already.</param>
    public sealed record Choosing(string Title, ImmutableArray<Choice> Choices, string Selected, Func<AppModel, string, Transition> Chosen) : DialogModel(Title)
    {
        /// <summary>The choices with a text in their word, or where there is none, in their meaning.</summary>
        public ImmutableArray<Choice> Found(string text)
        {
            if (text.Length == 0)
                return Choices;
            ImmutableArray<Choice> named = Choices.RemoveAll(choice => !choice.Id.Contains(text, StringComparison.OrdinalIgnoreCase));
            return named.IsEmpty ? Choices.RemoveAll(choice => !choice.Meaning.Contains(text, StringComparison.OrdinalIgnoreCase)) : named;
        }
    }
}
