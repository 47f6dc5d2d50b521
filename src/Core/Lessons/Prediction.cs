using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Sandbox.Core.Lessons;

/// <summary>One of several answers to choose from. No choice is the right one by itself: what really happened decides.</summary>
/// <param name="Text">What it says.</param>
/// <param name="When">When it is right.</param>
/// <param name="Because">Why somebody may choose it, and why it is wrong where it is; said to who chose it wrongly. <c>null</c> where nothing is said.</param>
public sealed record Choice(string Text, Condition When, string? Because = null);

/// <summary>
/// What a learner is asked before a run: <see cref="OfChoice"/>, <see cref="OfNumber"/>, <see cref="OfSignal"/>, <see cref="OfVerdict"/>,
/// <see cref="OfWorker"/>. The family is closed.
/// </summary>
/// <param name="Ask">The question.</param>
/// <param name="Origin">Where it stands in its file, for messages.</param>
public abstract record Prediction(string Ask, string Origin)
{
    /// <summary>What the kinds are called in files and in JSON.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["choice", "number", "signal", "verdict", "worker"];

    /// <summary>Which of these is so; exactly one of them is.</summary>
    /// <param name="Ask">The question.</param>
    /// <param name="Origin">Where it stands.</param>
    /// <param name="Choices">The choices, in the order in which they are shown; the first is a.</param>
    public sealed record OfChoice(string Ask, string Origin, ImmutableArray<Choice> Choices) : Prediction(Ask, Origin);

    /// <summary>A number.</summary>
    /// <param name="Ask">The question.</param>
    /// <param name="Origin">Where it stands.</param>
    /// <param name="Value">Where the report has it.</param>
    public sealed record OfNumber(string Ask, string Origin, Quantity Value) : Prediction(Ask, Origin);

    /// <summary>A signal, by number or by name.</summary>
    /// <param name="Ask">The question.</param>
    /// <param name="Origin">Where it stands.</param>
    /// <param name="Value">Where the report has its number.</param>
    public sealed record OfSignal(string Ask, string Origin, Quantity Value) : Prediction(Ask, Origin);

    /// <summary>The verdict's word.</summary>
    /// <param name="Ask">The question.</param>
    /// <param name="Origin">Where it stands.</param>
    public sealed record OfVerdict(string Ask, string Origin) : Prediction(Ask, Origin);

    /// <summary>A worker, by index; exactly one meets the condition.</summary>
    /// <param name="Ask">The question.</param>
    /// <param name="Origin">Where it stands.</param>
    /// <param name="Where">The condition, over one worker of the report.</param>
    public sealed record OfWorker(string Ask, string Origin, Condition Where) : Prediction(Ask, Origin);

    /// <summary>What is said to who answered wrongly, whatever the answer was; <c>null</c> where nothing is.</summary>
    public string? Because { get; init; }

    /// <summary>What tells its question from others where progress is kept: made of the question's text, and the same in every version of a lesson that asks it.</summary>
    public string Mark
    {
        get
        {
            // FNV-1a: short, and the same on every machine.
            uint hash = 2166136261;
            foreach (byte one in Encoding.UTF8.GetBytes(Ask))
                hash = (hash ^ one) * 16777619;
            return hash.ToString("x8", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>What its kind is called.</summary>
    public string Kind => this switch
    {
        OfChoice => "choice",
        OfNumber => "number",
        OfSignal => "signal",
        OfVerdict => "verdict",
        _ => "worker",
    };
}
