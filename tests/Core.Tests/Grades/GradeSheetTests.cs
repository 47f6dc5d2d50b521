using Sandbox.Core.Grades;

namespace Sandbox.Core.Tests.Grades;

public class GradeSheetTests
{
    [Fact]
    public void Who_answered_what_and_what_was_missed_most()
    {
        GradeSheet sheet = new(
        [
            In("bob", "b", ("Q1", "x", "y"), ("Q2", "1", "1")),
            In("Ana", "b", ("Q1", "z", "y"), ("Q2", "2", "1")),
            In("Ana", "a", ("Q", null, "1")),
            In("cid", "b", ("Q1", "z", "y"), ("Q2", "1", "1")),
        ]);
        Assert.Equal(["Ana", "bob", "cid"], sheet.Students.Select(student => student.Name));
        Assert.Equal([(0, 3), (1, 2), (1, 2)], sheet.Students.Select(student => (student.Right, student.Of)));
        Assert.Equal([("a", 1), ("b", 1), ("b", 2)], sheet.Questions.Select(question => (question.Lesson, question.Number)));
        GradedQuestion most = sheet.MissedMost.First();
        Assert.Equal(("Q1", 3, 0, 3), (most.Ask, most.Asked, most.Right, most.Missed));
        Assert.Equal(["z", "x"], most.WrongAnswers);
        Assert.Equal(2, most.CountOf("z"));
        // Who answered nothing has missed nothing, and has nothing right.
        Assert.DoesNotContain(sheet.MissedMost, question => question.Lesson == "a");
    }

    [Fact]
    public void Of_a_lesson_that_was_handed_in_twice_the_last_counts()
    {
        GradeSheet sheet = new([In("ana", "a", ("Q", "1", "2")), In("ana", "a", ("Q", "2", "2"))]);
        Assert.Equal(1, Assert.Single(sheet.Students).Right);
        Assert.Equal(1, Assert.Single(sheet.Questions).Asked);
    }

    [Fact]
    public void A_question_that_another_version_of_the_lesson_asks_otherwise_is_another_one()
    {
        GradeSheet sheet = new([In("ana", "a", ("Old", "1", "2")), In("bob", "a", ("New", "2", "2"))]);
        Assert.Equal(2, sheet.Questions.Count());
        Assert.Null(sheet.Students[0].To(sheet.Questions.Single(question => question.Ask == "New")));
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+40", "\"'+40\"")]
    [InlineData("-2+3", "\"'-2+3\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("  =1", "\"'  =1\"")]
    [InlineData("\uff1d1", "\"'\uff1d1\"")]
    [InlineData("\t=1", "\\u0009=1")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a \"b\"", "\"a \"\"b\"\"\"")]
    [InlineData("a\r\nb", "a\\u000d\\u000ab")]
    [InlineData("\u001b[2J", "\\u001b[2J")]
    [InlineData("Ana", "Ana")]
    [InlineData("", "")]
    public void A_cell_of_comma_separated_values_is_no_formula_and_breaks_no_row(string text, string cell) =>
        Assert.Equal($"x,{cell}\r\n", CsvText.Row(["x", text]));

    private static HandIn In(string student, string lesson, params (string Ask, string? Answer, string Actual)[] answers) => new(
        student, lesson, lesson, "f:1:1", [.. answers.Select(one => new HandedAnswer(one.Ask, "choice", one.Answer, one.Actual))]);
}
