using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Tests.Screens;

/// <summary>A lesson that was left halfway, and questions that were missed; the runs are told.</summary>
public class LessonsResumedTests
{
    private static readonly LessonLibrary Library = LessonLibrary.Read([LessonLibrary.OwnFolder(AppContext.BaseDirectory)]);

    [Fact]
    public void Each_answer_is_kept_and_where_the_lesson_was_left_it_goes_on()
    {
        Screen first = EnterTo(LessonStage.Predict, Opened()).Press("c Enter s e g v Enter");
        ProgressLine[] kept = [.. first.Effects.OfType<Effect.KeepProgress>().Select(keep => keep.Line)];
        Assert.Equal(["c", "c SIGSEGV"], kept.Select(line => string.Join(' ', line.Place!.Answers)));

        Screen again = Opened(kept).Press("Enter");
        Assert.Equal((LessonStage.Predict, "wait-for-it"), (again.Model.Lessons.Stage, again.Model.Lessons.Current!.Id));
        Assert.Equal(["c", "SIGSEGV"], again.Model.Lessons.Answers);
        Assert.Contains("you left this lesson here", again.Model.Notice!.Text);
        again.Press("4 Enter Enter").Tell(new Message.RunEnded(ScreenReports.OfProcesses(again.Started, WaitStatus.OfSignal(11), Verdict.Contained)));
        LessonStanding reached = again.Model.Lessons.Progress.Of("wait-for-it");
        Assert.Equal((2, 3), (reached.Best!.Right, reached.Best.Of));
        Assert.Null(reached.Place);
    }

    [Fact]
    public void What_came_true_before_a_lesson_was_left_counts_at_its_end()
    {
        Screen screen = Opened(ProgressLine.OfPlace("deadlock", new LessonPlace(1, 3, []))).Press("Enter");
        Assert.Equal((LessonStage.Predict, 1, "deadlock"), (screen.Model.Lessons.Stage, screen.Model.Lessons.Step, screen.Model.Lessons.Current!.Id));
        screen.Press("7 Enter b Enter Enter").Tell(new Message.RunEnded(ScreenReports.OfProcesses(screen.Started, WaitStatus.OfSignal(9), Verdict.Hung)));
        Assert.Equal(LessonStage.Explain, screen.Model.Lessons.Stage);
        Assert.Equal(3, screen.Model.Lessons.Right - screen.Model.Lessons.Outcomes.Sum(outcome => outcome.Questions.Count(question => question.Correct == true)));
        Assert.Single(screen.Model.Lessons.Outcomes);
    }

    [Theory]
    [InlineData(9, 0, new string[0])]
    [InlineData(0, 4, new string[0])]
    [InlineData(0, 0, new[] { "z" })]
    [InlineData(0, 0, new[] { "c", "SIGSEGV", "3", "3" })]
    public void A_place_that_the_lesson_does_not_have_is_passed_over(int step, int right, string[] answers)
    {
        Screen screen = Opened(ProgressLine.OfPlace("wait-for-it", new LessonPlace(step, right, answers))).Press("Enter");
        Assert.Equal(LessonStage.Read, screen.Model.Lessons.Stage);
    }

    [Fact]
    public void From_where_it_was_left_Esc_leads_to_the_text_and_the_lesson_can_be_begun_anew()
    {
        Screen screen = Opened(ProgressLine.OfPlace("deadlock", new LessonPlace(1, 3, ["2"]))).Press("Enter Esc Esc");
        Assert.Equal(LessonStage.Read, screen.Model.Lessons.Stage);
        EnterTo(LessonStage.Predict, screen);
        Assert.Equal((0, 0), (screen.Model.Lessons.Step, screen.Model.Lessons.Right));
    }

    [Fact]
    public void A_question_that_was_missed_comes_again_alone_until_it_is_answered_rightly()
    {
        Lesson lesson = Library.Lessons.First(one => one.Id == "wait-for-it");
        string[] marks = [.. lesson.Predictions.Select(question => question.Mark)];
        Screen screen = Opened(ProgressLine.OfMarks(lesson.Id, [], [marks[0], marks[2]])).Press("m");
        Assert.Equal((LessonStage.Predict, 0), (screen.Model.Lessons.Stage, screen.Model.Lessons.Answers.Length));
        screen.Press("a Enter");
        Assert.Same(lesson.Steps[0].Predictions[2], Library.Lessons[screen.Model.Lessons.Selected].Steps[0].Predictions[screen.Model.Lessons.Answers.Length]);
        screen.Press("3 Enter");
        Assert.Equal(["a", null, "3"], screen.Model.Lessons.Answers);
        Assert.Equal(["a"], screen.Press("Esc").Model.Lessons.Answers.Where(answer => answer is not null));
        screen.Press("3 Enter Enter").Tell(new Message.RunEnded(ScreenReports.OfProcesses(screen.Started, WaitStatus.OfSignal(11), Verdict.Contained)));
        ProgressLine kept = Assert.Single(screen.Effects.OfType<Effect.KeepProgress>()).Line;
        Assert.Equal(marks[2], Assert.Single(kept.Known));
        Assert.Equal(marks[0], Assert.Single(kept.Missed));
        EnterTo(LessonStage.List, screen);
        Assert.Contains("1 of 2 missed questions answered rightly now", screen.Model.Notice!.Text);
        Assert.Equal([marks[0]], screen.Model.Lessons.Progress.Of(lesson.Id).Missed);

        EnterTo(LessonStage.Observe, screen.Press("m c Enter")).Press("Enter");
        screen.Tell(new Message.RunEnded(ScreenReports.OfProcesses(screen.Started, WaitStatus.OfSignal(11), Verdict.Contained)));
        EnterTo(LessonStage.List, screen);
        Assert.Contains("no question was missed", screen.Press("m").Model.Notice!.Text);
        Assert.Null(screen.Model.Lessons.Progress.Of(lesson.Id).Best);
    }

    [Fact]
    public void The_list_says_what_is_open_on_each_path()
    {
        Screen screen = Opened(
            ProgressLine.OfEnd("wait-for-it", new LessonScore(3, 3)),
            ProgressLine.OfPlace("deadlock", new LessonPlace(1, 3, [])),
            ProgressLine.OfMarks("limits", [], [Library.Lessons.First(one => one.Id == "limits").Predictions.First().Mark]));
        string seen = screen.Middle;
        Assert.Matches("the lab .* 1 of [0-9]+, 1 halfway", seen);
        Assert.Matches("Deadlock +halfway +the lab", seen);
        Assert.Matches("Limits +missed 1 +further", screen.Press("End").Middle);
        Assert.Matches("further .* 0 of [0-9]+, 1 question missed", screen.Middle);
    }

    private static Screen Opened(params ProgressLine[] done) => new Screen(80, 24).Press("9").Tell(
        new Message.LessonsRead(Library.Lessons, done.Aggregate(LessonProgress.None, (before, line) => line.After(before)), null));

    private static Screen EnterTo(LessonStage stage, Screen screen)
    {
        for (int pages = 0; screen.Model.Lessons.Stage != stage; pages++)
        {
            Assert.True(pages < 50, $"expected {stage} after at most 50 pages");
            screen.Press("Enter");
        }
        return screen;
    }
}
