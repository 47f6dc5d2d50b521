using Sandbox.Core.Grades;
using Sandbox.Core.Text;
using Sandbox.Tui.Commands.Printing;

namespace Sandbox.Tui.Commands.Grades;

/// <summary>The answers of a class as tables for people, and as comma-separated values.</summary>
internal static class GradeText
{
    private const int MostMissed = 10;
    private const string RightMark = "+", NoneMark = "-";

    /// <summary>A table for each lesson, the totals, and what was missed most.</summary>
    public static void Tables(CommandContext context, GradeSheet sheet)
    {
        foreach (IGrouping<string, GradedQuestion> lesson in sheet.Questions.GroupBy(question => question.Lesson))
            LessonTable(context, sheet, lesson.Key, [.. lesson]);
        if (sheet.Questions.Select(question => question.Lesson).Distinct().Count() > 1)
        {
            context.Output.WriteLine("all lessons together");
            context.PrintTable(
                [new("student"), new("lessons", Right: true), new("right", Right: true), new("of", Right: true), new("%", Right: true)],
                sheet.Students.Select(student => new Cell[] { Name(student), $"{student.HandIns.Length}", $"{student.Right}", $"{student.Of}", $"{100 * student.Right / student.Of}" }));
        }
        GradedQuestion[] missed = [.. sheet.MissedMost.Take(MostMissed)];
        if (missed.Length > 0)
        {
            context.Output.WriteLine("missed most");
            context.PrintTable(
                [new("lesson"), new("no.", Right: true), new("missed by", Right: true), new("of", Right: true), new("most said"), new("question", Wraps: true)],
                missed.Select(question => new Cell[] { new(question.Lesson, Tone.Id), $"{question.Number}", $"{question.Missed}", $"{question.Asked}", MostSaid(question), Quoted.Bare(question.Ask) }));
        }
        foreach (GradedStudent student in sheet.Students)
        {
            foreach ((HandIn handIn, HandedAnswer answer) in student.HandIns.SelectMany(handIn => handIn.Answers.Where(answer => answer.Claimed is not null).Select(answer => (handIn, answer))))
            {
                context.Output.WriteLine(
                    $"{handIn.Origin}: {handIn.Lesson} says that it was {Said(answer.Claimed)}, and here it was {Said(answer.Actual)}: {Quoted.Bare(answer.Ask)}");
            }
        }
        context.Output.WriteLine($"{sheet.Students.Length} {(sheet.Students.Length == 1 ? "student" : "students")}; {RightMark} right, {NoneMark} no answer, anything else is the wrong answer");
    }

    /// <summary>A row for each student: 1 where a question was answered rightly, 0 where not, nothing where it was not handed in.</summary>
    public static void Csv(CommandContext context, GradeSheet sheet)
    {
        context.Output.Write(CsvText.Row(["student", .. sheet.Questions.Select(question => $"{question.Lesson} {question.Number}"), "right", "of"]));
        foreach (GradedStudent student in sheet.Students)
            context.Output.Write(CsvText.Row([student.Name, .. sheet.Questions.Select(question => Mark(student.To(question))), $"{student.Right}", $"{student.Of}"]));
        context.Output.Write(CsvText.Row(
            ["all", .. sheet.Questions.Select(question => $"{question.Right}"), $"{sheet.Students.Sum(student => student.Right)}", $"{sheet.Students.Sum(student => student.Of)}"]));
    }

    private static void LessonTable(CommandContext context, GradeSheet sheet, string lesson, GradedQuestion[] questions)
    {
        GradedStudent[] students = [.. sheet.Students.Where(student => student.HandIns.Any(handIn => handIn.Lesson == lesson))];
        context.Output.WriteLine(lesson);
        context.PrintTable(
            [new("student"), .. questions.Select(question => new Column($"{question.Number}")), new("right", Right: true), new("of", Right: true)],
            [
                .. students.Select(student => RowOf(student, lesson, questions)),
                [
                    new("right", Tone.Faint), .. questions.Select(question => new Cell($"{question.Right} of {question.Asked}", Tone.Faint)),
                    new($"{questions.Sum(question => question.Right)}", Tone.Faint), new($"{questions.Sum(question => question.Asked)}", Tone.Faint),
                ],
            ]);
    }

    private static Cell[] RowOf(GradedStudent student, string lesson, GradedQuestion[] questions)
    {
        HandIn handIn = student.HandIns.First(one => one.Lesson == lesson);
        return [Name(student), .. questions.Select(question => CellOf(student.To(question))), $"{handIn.Right}", $"{handIn.Answers.Length}"];
    }

    private static Cell CellOf(HandedAnswer? answer) => answer switch
    {
        null => "",
        { Correct: true } => new Cell(RightMark, Tone.Good),
        { Answer: { } said } => new Cell(Quoted.Bare(said), answer.Correct == false ? Tone.Bad : Tone.Plain),
        _ => new Cell(NoneMark, Tone.Faint),
    };

    private static string Mark(HandedAnswer? answer) => answer is null ? "" : answer.Correct == true ? "1" : "0";

    private static string MostSaid(GradedQuestion question) => question.WrongAnswers[0] is var (answer, count) ? $"{Quoted.Bare(answer)} ({count})" : "";

    private static string Said(string? what) => string.IsNullOrEmpty(what) ? "unknown" : Quoted.Bare(what);

    private static Cell Name(GradedStudent student) => new(Quoted.Bare(student.Name), Tone.Id);
}
