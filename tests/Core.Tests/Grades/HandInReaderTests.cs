using System.Text;
using Sandbox.Core.Grades;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Grades;

/// <summary>Files that somebody handed in, well or badly.</summary>
public class HandInReaderTests
{
    private const string Good =
        """
        {
          "id": "wait-for-it", "title": "Wait for it", "right": 3, "of": 3,
          "steps": [{ "command": "x", "predictions": [
            { "kind": "signal", "ask": "Which?", "answer": "SIGTERM", "actual": "SIGSEGV", "correct": true },
            { "kind": "number", "ask": "How many?", "answer": null, "actual": "3", "correct": null }
          ] }]
        }
        """;

    [Fact]
    public void What_was_answered_and_what_happened_counts_and_not_what_the_file_makes_of_it()
    {
        HandIn handIn = Assert.Single(Read(Good).HandIns);
        Assert.Equal(("ana", "wait-for-it", "a.json:1:1"), (handIn.Student, handIn.Lesson, handIn.Origin));
        Assert.Equal([false, null], handIn.Answers.Select(answer => answer.Correct));
        Assert.Equal(0, handIn.Right);
    }

    [Theory]
    [InlineData("{0}{0}", 2)]
    [InlineData("{0}\n\n{0}\n{0}\n", 3)]
    [InlineData("[{0},{0}]", 2)]
    [InlineData("\ufeff{0}", 1)]
    public void A_file_holds_one_object_or_several(string form, int count)
    {
        HandInReading read = Read(form.Replace("{0}", Good));
        Assert.Empty(read.Problems);
        Assert.Equal(count, read.HandIns.Length);
    }

    [Fact]
    public void A_field_can_name_the_student()
    {
        Assert.Equal("Ana Pop", Assert.Single(Read(Good.Replace("\"right\"", "\"who\": \"Ana Pop\", \"right\""), "who").HandIns).Student);
        Assert.Equal(("a.json:1:1", "there is no \"who\"; expected what sandbox scenario run --json prints"), Only(Read(Good, "who")));
    }

    [Theory]
    [InlineData("\"wait-for-it\"", "\"Wait\"", "a.json:1:1", "\"id\" is \"Wait\"; expected the id of a lesson")]
    [InlineData("\"wait-for-it\"", "7", "a.json:1:1", "\"id\" is no text; expected a text of at most 40 characters")]
    [InlineData("\"predictions\"", "\"predictons\"", "a.json:1:1", "there is no \"predictions\"")]
    [InlineData("\"SIGTERM\"", "\"12345678901234567890123456789012345678901\"", "a.json:1:1", "\"answer\" is empty, too long, or no text")]
    [InlineData("\"Which?\"", "\"\\ud800\"", "a.json:1:1", "\"ask\" is empty, too long, or no text")]
    [InlineData("\"steps\": [", "\"steps\": [[", "a.json:7:1", "this is not JSON, and nothing behind it was read")]
    [InlineData("\"SIGTERM\"", "SIGTERM", "a.json:4:52", "this is not JSON")]
    [InlineData("[{ \"command\"", "[7, { \"command\"", "a.json:1:1", "this is no object")]
    public void Whatever_is_wrong_is_said_with_its_place(string found, string replaced, string origin, string message)
    {
        Assert.Contains(found, Good);
        HandInReading read = Read(Good.Replace(found, replaced));
        Assert.Empty(read.HandIns);
        Assert.Contains(read.Problems, problem => problem.Origin == origin && problem.Message.Contains(message));
    }

    [Fact]
    public void What_stands_before_a_mistake_is_graded()
    {
        HandInReading read = Read(Good + "\n" + Good.Replace("\"wait-for-it\"", "7") + "\n" + Good + "\n{");
        Assert.Equal(2, read.HandIns.Length);
        Assert.Equal(["a.json:8:1", "a.json:22:2"], read.Problems.Select(problem => problem.Origin));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("null")]
    [InlineData("\"a\"")]
    [InlineData("[]7")]
    public void What_is_no_hand_in_is_a_problem_and_nothing_else(string text)
    {
        HandInReading read = Read(text);
        Assert.Empty(read.HandIns);
        Assert.NotEmpty(read.Problems);
    }

    [Fact]
    public void A_file_that_is_too_large_and_lists_that_are_too_long_are_refused()
    {
        Assert.Contains("is larger than 16,777,216 bytes", Only(new HandInReader("a.json", new byte[HandInReader.MostBytes + 1]).Read("ana", null)).Message);
        string many = Good.Replace("\"steps\": [", "\"steps\": [" + string.Concat(Enumerable.Repeat("{\"predictions\": []},", 12)));
        Assert.Contains("\"steps\" is a list of 13; expected a list of at most 12", Read(many).Problems[0].Message);
        HandInReading thousand = Read(string.Concat(Enumerable.Repeat(Good, HandInReader.MostLessons + 5)));
        Assert.Equal(HandInReader.MostLessons, thousand.HandIns.Length);
        Assert.Contains("has more than 1,000 lessons", Only(thousand).Message);
    }

    [Fact]
    public void Twenty_thousand_mutated_files_crash_nothing()
    {
        Random random = new(7);
        byte[] good = Encoding.UTF8.GetBytes(Good + Good);
        int refused = 0;
        for (int round = 0; round < 20_000; round++)
        {
            byte[] bytes = [.. good];
            for (int count = random.Next(1, 4); count > 0; count--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            HandInReading read = new HandInReader("a.json", bytes).Read("ana", null);
            Assert.True(read.HandIns.Length == 2 || !read.Problems.IsEmpty);
            Assert.DoesNotContain(read.Problems, problem => (problem.Origin + problem.Message).Any(char.IsControl));
            refused += read.Problems.IsEmpty ? 0 : 1;
        }
        Assert.InRange(refused, 5_000, 19_999);
    }

    private static HandInReading Read(string text, string? field = null) => new HandInReader("a.json", Encoding.UTF8.GetBytes(text)).Read("ana", field);

    private static (string Origin, string Message) Only(HandInReading read)
    {
        SpecProblem problem = Assert.Single(read.Problems);
        return (problem.Origin, problem.Message);
    }
}
