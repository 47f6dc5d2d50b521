using System.Text.Json;
using Sandbox.Core.Grades;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Commands.Grades;

/// <summary>What <c>sandbox grade</c> prints with <c>--json</c>. It is written by hand: a serializer for these types would be larger than all of the command.</summary>
internal static class GradeJson
{
    public static string Of(GradeSheet sheet, List<SpecProblem> problems) => JsonText.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("students");
        foreach (GradedStudent student in sheet.Students)
            Write(writer, student);
        writer.WriteEndArray();
        writer.WriteStartArray("questions");
        foreach (GradedQuestion question in sheet.Questions)
            Write(writer, question);
        writer.WriteEndArray();
        writer.WriteStartArray("problems");
        foreach (SpecProblem problem in problems)
        {
            writer.WriteStartObject();
            writer.WriteString("origin", problem.Origin);
            writer.WriteString("message", problem.Message);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, GradedStudent student)
    {
        writer.WriteStartObject();
        writer.WriteString("student", student.Name);
        writer.WriteNumber("right", student.Right);
        writer.WriteNumber("of", student.Of);
        writer.WriteStartArray("lessons");
        foreach (HandIn handIn in student.HandIns)
        {
            writer.WriteStartObject();
            writer.WriteString("id", handIn.Lesson);
            writer.WriteString("title", handIn.Title);
            writer.WriteString("origin", handIn.Origin);
            writer.WriteNumber("right", handIn.Right);
            writer.WriteNumber("of", handIn.Answers.Length);
            writer.WriteStartArray("answers");
            for (int index = 0; index < handIn.Answers.Length; index++)
                Write(writer, index + 1, handIn.Answers[index]);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, int number, HandedAnswer answer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("number", number);
        writer.WriteString("answer", answer.Answer);
        writer.WriteString("actual", answer.Actual);
        if (answer.Correct is { } correct)
            writer.WriteBoolean("correct", correct);
        else
            writer.WriteNull("correct");
        writer.WriteString("claimed", answer.Claimed);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, GradedQuestion question)
    {
        writer.WriteStartObject();
        writer.WriteString("id", question.Lesson);
        writer.WriteNumber("number", question.Number);
        writer.WriteString("ask", question.Ask);
        writer.WriteString("kind", question.Kind);
        writer.WriteNumber("asked", question.Asked);
        writer.WriteNumber("right", question.Right);
        writer.WriteNumber("missed", question.Missed);
        writer.WriteStartArray("wrongAnswers");
        foreach (string answer in question.WrongAnswers)
        {
            writer.WriteStartObject();
            writer.WriteString("answer", answer);
            writer.WriteNumber("count", question.CountOf(answer));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
