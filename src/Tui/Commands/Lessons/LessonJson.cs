using System.Text.Json.Serialization;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Commands.Lessons;

internal sealed record LessonRow(string Id, string Title, string Summary, string Level, int Minutes, string? Path, string? Exercise, string? Teacher, string? Course)
{
    public static LessonRow Of(Lesson lesson) => new(lesson.Id, lesson.Title, lesson.Summary, lesson.Level, lesson.Minutes, lesson.Path, lesson.Exercise, lesson.Teacher, lesson.Course);
}

internal sealed record LessonResult(string Id, string Title, int Right, int Of, StepResult[] Steps);

internal sealed record StepResult(string Command, PredictionResult[] Predictions, ClaimResult[] Explanation, RunReport Report);

internal sealed record PredictionResult(string Kind, string Ask, string? Answer, string? Actual, bool? Correct, string? Because, string? Problem);

internal sealed record ClaimResult(string Text, bool? Holds, Dictionary<string, string> Cells);

/// <summary>What the commands of the lessons print with <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(LessonRow[]))]
[JsonSerializable(typeof(LessonResult))]
internal sealed partial class LessonJson : JsonSerializerContext;
