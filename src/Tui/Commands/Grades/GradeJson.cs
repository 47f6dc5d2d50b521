using System.Text.Json.Serialization;
using Sandbox.Core.Grades;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Commands.Grades;

internal sealed record SheetJson(StudentJson[] Students, QuestionJson[] Questions, ProblemJson[] Problems)
{
    public static SheetJson Of(GradeSheet sheet, IEnumerable<SpecProblem> problems) => new(
        [.. sheet.Students.Select(student => new StudentJson(student.Name, student.Right, student.Of, [.. student.HandIns.Select(LessonOf)]))],
        [.. sheet.Questions.Select(question => new QuestionJson(
            question.Lesson, question.Number, question.Ask, question.Kind, question.Asked, question.Right, question.Missed,
            [.. question.WrongAnswers.Select(wrong => new WrongJson(wrong.Answer, wrong.Count))]))],
        [.. problems.Select(problem => new ProblemJson(problem.Origin, problem.Message))]);

    private static HandInJson LessonOf(HandIn handIn) => new(
        handIn.Lesson, handIn.Title, handIn.Origin, handIn.Right, handIn.Answers.Length,
        [.. handIn.Answers.Select((answer, index) => new AnswerJson(index + 1, answer.Answer, answer.Actual, answer.Correct, answer.Claimed))]);
}

internal sealed record StudentJson(string Student, int Right, int Of, HandInJson[] Lessons);

internal sealed record HandInJson(string Id, string Title, string Origin, int Right, int Of, AnswerJson[] Answers);

internal sealed record AnswerJson(int Number, string? Answer, string? Actual, bool? Correct, string? Claimed);

internal sealed record QuestionJson(string Id, int Number, string Ask, string Kind, int Asked, int Right, int Missed, WrongJson[] WrongAnswers);

internal sealed record WrongJson(string Answer, int Count);

internal sealed record ProblemJson(string Origin, string Message);

/// <summary>What <c>sandbox grade</c> prints with <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(SheetJson))]
internal sealed partial class GradeJson : JsonSerializerContext;
