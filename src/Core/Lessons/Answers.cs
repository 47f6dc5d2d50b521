using System.Globalization;
using Sandbox.Core.Runs;
using Sandbox.Core.Signals;
using Sandbox.Core.Text;

namespace Sandbox.Core.Lessons;

/// <summary>
/// Answers as people write them. In its one written form a choice is its letter, a number has decimal digits, a signal its name of
/// <c>kill -l</c>, a verdict its word, a worker its index.
/// </summary>
public static class Answers
{
    /// <summary>The answer in its one written form, or <c>null</c> where a text answers something else.</summary>
    public static string? Read(Prediction prediction, string text)
    {
        text = text.Trim();
        return prediction switch
        {
            Prediction.OfChoice { Choices: var choices } => text is [var letter] && IndexOf(letter) is { } index && index < choices.Length ? LetterOf(index) : null,
            Prediction.OfSignal => SignalTable.Find(text)?.Name,
            Prediction.OfVerdict => VerdictWords.Contains(text.ToLowerInvariant()) ? text.ToLowerInvariant() : null,
            Prediction.OfWorker => Number(text) is >= 0 and < LessonCaps.Workers + 1 and var worker && worker % 1 == 0 ? Quantity.Shown(worker) : null,
            _ => Number(text) is { } number ? Quantity.Shown(number) : null,
        };
    }

    /// <summary>What can be answered, for people: <c>a letter from a to c</c>.</summary>
    public static string Allowed(Prediction prediction) => prediction switch
    {
        Prediction.OfChoice { Choices: var choices } => $"a letter from a to {LetterOf(choices.Length - 1)}",
        Prediction.OfSignal => "a signal, by name or number, such as SIGTERM or 15",
        Prediction.OfVerdict => string.Join(", ", VerdictWords),
        Prediction.OfWorker => "the index of a worker, such as 0",
        _ => "a number, such as 12 or 0x1f",
    };

    /// <summary>What is wrong with an answer.</summary>
    public static string Refusal(Prediction prediction, string text) => $"{Quoted.Of(text)} is no answer; expected {Allowed(prediction)}";

    /// <summary>The letter of a choice: <c>a</c> for 0.</summary>
    public static string LetterOf(int choice) => ((char)('a' + choice)).ToString();

    /// <summary>The verdicts as words, in the order of their table.</summary>
    public static IReadOnlyList<string> VerdictWords { get; } = [.. OutcomeWords.Verdicts.Select(row => row.Word)];

    private static int? IndexOf(char letter) => char.IsAsciiLetter(letter) ? char.ToLowerInvariant(letter) - 'a' : null;

    private static double? Number(string text)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return long.TryParse(text.Replace("_", "", StringComparison.Ordinal).AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long hex) && text.Length < 18 ? hex : null;
        return WrittenNumber.Real(text) is { } value && double.IsFinite(value) ? value : null;
    }
}
