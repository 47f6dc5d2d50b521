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
        int lessons = 0;
        foreach (string lesson in sheet.Lessons)
        {
            LessonTable(context, sheet, lesson);
            lessons++;
        }
        if (lessons > 1)
            Totals(context, sheet);
        Missed(context, sheet);
        foreach (GradedStudent student in sheet.Students)
        {
            foreach (HandIn handIn in student.HandIns)
                TellOfClaims(context, handIn);
        }
        context.Output.WriteLine($"{sheet.Students.Count} {(sheet.Students.Count == 1 ? "student" : "students")}; {RightMark} right, {NoneMark} no answer, anything else is the wrong answer");
    }

    /// <summary>A row for each student: 1 where a question was answered rightly, 0 where not, nothing where it was not handed in.</summary>
    public static void Csv(CommandContext context, GradeSheet sheet)
    {
        List<string> head = ["student"], foot = ["all"];
        int right = 0, of = 0;
        foreach (GradedQuestion question in sheet.Questions)
        {
            head.Add($"{question.Lesson} {question.Number}");
            foot.Add($"{question.Right}");
        }
        context.Output.Write(CsvText.Row([.. head, "right", "of"]));
        foreach (GradedStudent student in sheet.Students)
        {
            List<string> row = [student.Name];
            foreach (GradedQuestion question in sheet.Questions)
                row.Add(student.To(question) is not { } answer ? "" : answer.Correct == true ? "1" : "0");
            context.Output.Write(CsvText.Row([.. row, $"{student.Right}", $"{student.Of}"]));
            (right, of) = (right + student.Right, of + student.Of);
        }
        context.Output.Write(CsvText.Row([.. foot, $"{right}", $"{of}"]));
    }

    private static void LessonTable(CommandContext context, GradeSheet sheet, string lesson)
    {
        List<Column> columns = [new("student")];
        List<Cell> total = [new("right", Tone.Faint)];
        List<Cell[]> rows = [];
        int right = 0, of = 0;
        foreach (GradedQuestion question in sheet.Questions)
        {
            if (question.Lesson != lesson)
                continue;
            columns.Add(new Column($"{question.Number}"));
            total.Add(new Cell($"{question.Right} of {question.Asked}", Tone.Faint));
            (right, of) = (right + question.Right, of + question.Asked);
        }
        foreach (GradedStudent student in sheet.Students)
        {
            if (student.In(lesson) is { } handIn)
                rows.Add(RowOf(sheet, student, handIn));
        }
        total.AddRange([new Cell($"{right}", Tone.Faint), new Cell($"{of}", Tone.Faint)]);
        columns.AddRange([new Column("right", Right: true), new Column("of", Right: true)]);
        rows.Add(total.ToArray());
        context.Output.WriteLine(lesson);
        context.PrintTable(columns.ToArray(), rows);
    }

    private static Cell[] RowOf(GradeSheet sheet, GradedStudent student, HandIn handIn)
    {
        List<Cell> row = [Name(student)];
        foreach (GradedQuestion question in sheet.Questions)
        {
            if (question.Lesson == handIn.Lesson)
                row.Add(CellOf(student.To(question)));
        }
        row.AddRange([$"{handIn.Right}", $"{handIn.Answers.Length}"]);
        return row.ToArray();
    }

    private static void Totals(CommandContext context, GradeSheet sheet)
    {
        List<Cell[]> rows = [];
        foreach (GradedStudent student in sheet.Students)
            rows.Add([Name(student), $"{student.HandIns.Count}", $"{student.Right}", $"{student.Of}", $"{100 * student.Right / student.Of}"]);
        context.Output.WriteLine("all lessons together");
        context.PrintTable([new("student"), new("lessons", Right: true), new("right", Right: true), new("of", Right: true), new("%", Right: true)], rows);
    }

    private static void Missed(CommandContext context, GradeSheet sheet)
    {
        List<Cell[]> rows = [];
        foreach (GradedQuestion question in sheet.MissedMost)
        {
            string said = question.WrongAnswers[0];
            if (rows.Count < MostMissed)
                rows.Add([new(question.Lesson, Tone.Id), $"{question.Number}", $"{question.Missed}", $"{question.Asked}", $"{Quoted.Bare(said)} ({question.CountOf(said)})", Quoted.Bare(question.Ask)]);
        }
        if (rows.Count == 0)
            return;
        context.Output.WriteLine("missed most");
        context.PrintTable([new("lesson"), new("no.", Right: true), new("missed by", Right: true), new("of", Right: true), new("most said"), new("question", Wraps: true)], rows);
    }

    private static void TellOfClaims(CommandContext context, HandIn handIn)
    {
        foreach (HandedAnswer answer in handIn.Answers)
        {
            if (answer.Differs)
                context.Output.WriteLine($"{handIn.Origin}: {handIn.Lesson} says that it was {Said(answer.Claimed)}, and here it was {Said(answer.Actual)}: {Quoted.Bare(answer.Ask)}");
        }
    }

    private static Cell CellOf(HandedAnswer? answer) => answer switch
    {
        null => "",
        { Correct: true } => new Cell(RightMark, Tone.Good),
        { Answer: { } said } => new Cell(Quoted.Bare(said), answer.Correct == false ? Tone.Bad : Tone.Plain),
        _ => new Cell(NoneMark, Tone.Faint),
    };

    private static string Said(string? what) => what is null ? "unknown" : Quoted.Bare(what);

    private static Cell Name(GradedStudent student) => new(Quoted.Bare(student.Name), Tone.Id);
}
