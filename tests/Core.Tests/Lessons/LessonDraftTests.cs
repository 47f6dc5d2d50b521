using System.Text;
using Sandbox.Core.Lessons;

namespace Sandbox.Core.Tests.Lessons;

/// <summary>A lesson that is made out of a few words reads well at once.</summary>
public class LessonDraftTests
{
    [Fact]
    public void Without_a_word_it_is_complete()
    {
        Lesson lesson = Read(new LessonDraft("two-children"));
        Assert.Equal("Two children", lesson.Title);
        Assert.IsType<Prediction.OfVerdict>(Assert.Single(lesson.Predictions));
        Assert.Equal(("processes", "segfault"), (lesson.Steps[0].Spec.Model, lesson.Steps[0].Spec.Fault));
    }

    [Fact]
    public void Choices_and_a_proof_are_written_out()
    {
        LessonDraft draft = new("a")
        {
            Title = "\"Quoted\" \\ and \u00e9",
            Run = "--model processes --workers=3 --faulty 0,1 --atomic --pace 0.5",
            Ask = "What then?",
            Choices = ["it dies := workers[2].status.signal=11 and verdict=contained", "it := lives := verdict = clean"],
            Verdict = "clean",
        };
        Assert.Equal((null, null), (draft.RunProblem, draft.ChoiceProblem));
        Lesson lesson = Read(draft);
        Assert.Equal(draft.Title, lesson.Title);
        Prediction.OfChoice question = Assert.IsType<Prediction.OfChoice>(Assert.Single(lesson.Predictions));
        Assert.Equal(["it dies", "it := lives"], question.Choices.Select(choice => choice.Text));
        Assert.IsType<Condition.All>(question.Choices[0].When);
        Assert.Equal("verdict is clean", lesson.Steps[0].Explanation[0].Proof!.ToString());
        Assert.Equal((3, 0.5), (lesson.Steps[0].Spec.Workers, lesson.Steps[0].Spec.Pace));
        Assert.Contains("\"faulty\": [0, 1], \"atomic\": true", draft.Json());
    }

    [Theory]
    [InlineData("--model", "--model has no value behind it")]
    [InlineData("--program ./a.out", "there is no option of a lesson's run \"--program\"")]
    [InlineData("--wrokers 3", "the nearest is --workers")]
    [InlineData("rm -rf", "there is no option of a lesson's run \"rm\"")]
    public void An_option_that_lessons_do_not_have_is_told_of(string run, string message) =>
        Assert.Contains(message, new LessonDraft("a") { Run = run }.RunProblem);

    [Theory]
    [InlineData("verdict")]
    [InlineData("=contained")]
    [InlineData("verdict=")]
    [InlineData("a b=c")]
    public void A_condition_that_is_none_is_told_of(string when) => Assert.Contains(
        "is no condition; expected FIELD=VALUE", new LessonDraft("a") { Choices = [$"x := {when}", "y := verdict=clean"] }.ChoiceProblem);

    [Theory]
    [InlineData("no mark")]
    [InlineData(":= verdict=clean")]
    [InlineData("text :=")]
    public void A_choice_that_is_none_is_told_of(string text) => Assert.Contains("is no choice; expected TEXT := FIELD=VALUE", new LessonDraft("a") { Choices = [text, text] }.ChoiceProblem);

    private static Lesson Read(LessonDraft draft)
    {
        LessonReading reading = LessonReader.Read(
            draft.Id, new LessonFile("s.json", Encoding.UTF8.GetBytes(draft.Json())), new LessonFile("l.md", Encoding.UTF8.GetBytes(draft.Text())));
        Assert.Empty(reading.Problems.Select(problem => problem.Line));
        return reading.Lesson!;
    }
}
