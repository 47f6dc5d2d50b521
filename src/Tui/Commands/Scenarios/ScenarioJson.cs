using System.Text.Json.Serialization;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Commands.Scenarios;

internal sealed record ScenarioRow(string Id, string Title, string Summary, string Level, int Minutes)
{
    public static ScenarioRow Of(Lesson scenario) => new(scenario.Id, scenario.Title, scenario.Summary, scenario.Level, scenario.Minutes);
}

internal sealed record ScenarioResult(string Id, string Title, int Right, int Of, StepResult[] Steps);

internal sealed record StepResult(string Command, PredictionResult[] Predictions, ClaimResult[] Explanation, RunReport Report);

internal sealed record PredictionResult(string Kind, string Ask, string? Answer, string? Actual, bool? Correct, string? Problem);

internal sealed record ClaimResult(string Text, bool? Holds, Dictionary<string, string> Cells);

/// <summary>What the commands of the scenarios print with <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(ScenarioRow[]))]
[JsonSerializable(typeof(ScenarioResult))]
internal sealed partial class ScenarioJson : JsonSerializerContext;
