using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Sandbox.Core.Runs;
using Sandbox.Core.Signals;

namespace Sandbox.Core.Lessons;

/// <summary>A question and what became of it.</summary>
/// <param name="Prediction">The question.</param>
/// <param name="Answer">What was predicted, in its one written form; <c>null</c> where nothing was.</param>
/// <param name="Actual">What really happened, likewise; <c>null</c> where the run does not answer the question.</param>
/// <param name="Problem">Why it does not.</param>
public sealed record Graded(Prediction Prediction, string? Answer, string? Actual, string? Problem)
{
    /// <summary>The cells of the report that what happened is read from.</summary>
    public ImmutableArray<ReportCell> Cells { get; init; } = [];

    /// <summary>Why the answer tempts and is wrong; <c>null</c> where it is not wrong, or where nothing is said of it.</summary>
    public string? Because => Correct != false ? null : (Prediction as Prediction.OfChoice)?.Choices[Answer![0] - 'a'].Because ?? Prediction.Because;

    /// <summary>Whether the prediction came true; <c>null</c> where there is none, or no telling.</summary>
    public bool? Correct => Answer is null || Actual is null ? null : Answer == Actual;
}

/// <summary>A cell of the report.</summary>
/// <param name="What">Its name.</param>
/// <param name="Value">What stands there.</param>
public sealed record ReportCell(string What, string Value);

/// <summary>A statement of an explanation, held against the report.</summary>
/// <param name="Claim">The statement.</param>
/// <param name="Holds">Whether the report bears it out; <c>null</c> where it claims nothing.</param>
/// <param name="Cells">The cells that it rests on.</param>
/// <param name="Problem">Why it could not be held against it.</param>
public sealed record CheckedClaim(Claim Claim, bool? Holds, ImmutableArray<ReportCell> Cells, string? Problem);

/// <summary>What came of one step.</summary>
/// <param name="Questions">The questions, in order.</param>
/// <param name="Explanation">The statements, in order.</param>
public sealed record StepOutcome(ImmutableArray<Graded> Questions, ImmutableArray<CheckedClaim> Explanation)
{
    /// <summary>Everything that the run does not answer or bear out, with its place in the lesson's file.</summary>
    public IEnumerable<SpecProblem> Problems =>
        Questions.Where(question => question.Problem is not null).Select(question => new SpecProblem(question.Prediction.Origin, question.Problem!))
            .Concat(Explanation.Where(claim => claim.Problem is not null).Select(claim => new SpecProblem(claim.Claim.Origin, claim.Problem!)));
}

/// <summary>Holds predictions and explanations against what really happened.</summary>
public static class Grading
{
    /// <summary>Grades one step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="answers">Its answers in their one written form, in order; missing ones are <c>null</c>.</param>
    /// <param name="report">What its run left behind.</param>
    public static StepOutcome Of(LessonStep step, IReadOnlyList<string?> answers, RunReport report)
    {
        using JsonDocument document = JsonDocument.Parse(ReportJson.Write(report));
        JsonElement root = document.RootElement;
        return new StepOutcome(
            [.. step.Predictions.Select((prediction, index) => Grade(prediction, index < answers.Count ? answers[index] : null, root))],
            [.. step.Explanation.Select(claim => Check(claim, root))]);
    }

    private static Graded Grade(Prediction prediction, string? answer, JsonElement report)
    {
        try
        {
            Graded graded = prediction switch
            {
                Prediction.OfChoice choice => OneOf(
                    choice, answer, "choice", [.. Enumerable.Range(0, choice.Choices.Length).Where(index => choice.Choices[index].When.Holds(report)).Select(Answers.LetterOf)]),
                Prediction.OfWorker worker => OneOf(
                    worker, answer, "worker", [.. Matching(worker.Where, report.GetProperty("workers"))]),
                Prediction.OfNumber number => Value(number, answer, number.Value, report, value => Quantity.Shown(value), "number"),
                Prediction.OfSignal signal => Value(signal, answer, signal.Value, report, value => SignalTable.Find((int)value)?.Name, "signal"),
                _ => report.GetProperty("verdict").GetString() is { } verdict
                    ? new Graded(prediction, answer, verdict, null)
                    : new Graded(prediction, answer, null, "the run has no verdict: not all workers could be started"),
            };
            return graded with { Cells = graded.Actual is { } actual ? CellsOf(prediction, actual, report) : [] };
        }
        catch (NoSuchFieldException wrong)
        {
            return new Graded(prediction, answer, null, wrong.Message);
        }
    }

    private static ImmutableArray<ReportCell> CellsOf(Prediction prediction, string actual, JsonElement report) => prediction switch
    {
        Prediction.OfChoice choice => CellsOf(choice.Choices[actual[0] - 'a'].When.Quantities, report),
        Prediction.OfNumber number => CellsOf([number.Value], report),
        Prediction.OfSignal signal => CellsOf([signal.Value], report),
        Prediction.OfWorker worker => CellsOf(worker.Where.Quantities, report.GetProperty("workers").EnumerateArray().First(one => one.GetProperty("index").GetInt32().ToString(CultureInfo.InvariantCulture) == actual), $"workers[{actual}]."),
        _ => [new ReportCell("verdict", actual)],
    };

    private static ImmutableArray<ReportCell> CellsOf(IEnumerable<Quantity> quantities, JsonElement report, string within = "") =>
        [.. quantities.DistinctBy(quantity => quantity.ToString()).Select(quantity => new ReportCell($"{within}{quantity}", Quantity.Shown(quantity.In(report))))];

    private static Graded OneOf(Prediction prediction, string? answer, string what, string[] matching) => matching switch
    {
        [var only] => new Graded(prediction, answer, only, null),
        [] => new Graded(prediction, answer, null, $"the run matches no {what}; expected exactly one"),
        _ => new Graded(prediction, answer, null, $"the run matches {matching.Length} {what}s, {string.Join(", ", matching)}; expected exactly one"),
    };

    private static IEnumerable<string> Matching(Condition condition, JsonElement workers) =>
        from worker in workers.EnumerateArray()
        where condition.Holds(worker)
        select worker.GetProperty("index").GetInt32().ToString(CultureInfo.InvariantCulture);

    private static Graded Value(Prediction prediction, string? answer, Quantity quantity, JsonElement report, Func<double, string?> write, string what)
    {
        object? value = quantity.In(report);
        return Condition.Number(value) is { } number && write(number) is { } actual
            ? new Graded(prediction, answer, actual, null)
            : new Graded(prediction, answer, null, $"\"{quantity}\" is {Quantity.Shown(value)} in this run; expected a {what}");
    }

    private static CheckedClaim Check(Claim claim, JsonElement report)
    {
        if (claim.Proof is not { } proof)
            return new CheckedClaim(claim, null, [], null);
        try
        {
            bool holds = proof.Holds(report);
            ImmutableArray<ReportCell> cells = CellsOf(proof.Quantities, report);
            string found = string.Join(", ", cells.Select(cell => $"{cell.What} is {cell.Value}"));
            return new CheckedClaim(claim, holds, cells, holds ? null : $"this run contradicts it: expected {proof}; {found}");
        }
        catch (NoSuchFieldException wrong)
        {
            return new CheckedClaim(claim, null, [], wrong.Message);
        }
    }
}
