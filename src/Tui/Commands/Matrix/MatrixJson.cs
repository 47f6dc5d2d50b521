using System.Text.Json.Serialization;
using Sandbox.Core.Matrix;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Commands.Matrix;

/// <summary>One cell as <c>sandbox matrix --json</c> prints it.</summary>
/// <param name="Fault">The fault, as it was asked for.</param>
/// <param name="Model">The model.</param>
/// <param name="Command">The command that runs the same; <c>null</c> where there is nothing to run.</param>
/// <param name="Verdict">Of all verdicts that came the last in the table of verdicts; <c>null</c> where none came.</param>
/// <param name="Verdicts">How often each came.</param>
/// <param name="Runs">How many runs have a verdict; 0 where the cell was not run.</param>
/// <param name="Why">The verdict in one sentence; where there is none, why the fault means nothing here, or what the machine refused.</param>
internal sealed record MatrixRow(string Fault, string Model, string? Command, Verdict? Verdict, Dictionary<string, int> Verdicts, int Runs, string? Why);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(MatrixRow[]))]
internal sealed partial class MatrixJsonContext : JsonSerializerContext;

/// <summary>The matrix as JSON: one array, a cell an object, row by row.</summary>
internal static class MatrixJson
{
    public static string Of(MatrixTally tally) => JsonText.Of([.. tally.Cells.Select((cell, at) => Row(tally.Plan.Cells[at], cell))], MatrixJsonContext.Default.MatrixRowArray);

    private static MatrixRow Row(MatrixCell planned, CellTally cell) => new(
        planned.Fault,
        planned.Model,
        planned.Spec is { } spec ? RunSpecs.CommandLine(spec) : null,
        cell.Verdict,
        OutcomeWords.Verdicts.ToDictionary(row => row.Word, row => cell.Counts[(int)row.Of]),
        cell.Ended,
        cell.Report is { } report ? VerdictSentence.Of(report) : planned.Refusal ?? cell.Refusal);
}
