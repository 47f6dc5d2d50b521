using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Lessons;
using Sandbox.Tui.Tests.Tools;

namespace Sandbox.Tui.Tests.Screens;

/// <summary>A lesson by its keys, from the list to its end; the runs are told.</summary>
public class LessonsKeysTests
{
    private static readonly LessonLibrary Library = LessonLibrary.Read([LessonLibrary.OwnFolder(AppContext.BaseDirectory)]);

    public static TheoryData<int, int> Sizes => new() { { 80, 24 }, { 120, 40 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_list_of_the_lessons_with_progress(int columns, int rows)
    {
        Screen screen = Opened(columns, rows, ProgressLine.OfEnd("wait-for-it", new LessonScore(3, 3)), ProgressLine.OfEnd("zombies", new LessonScore(1, 2)));
        Assert.Equal("wait-for-it-threads", screen.Model.Lessons.Current!.Id);
        Check("lessons", screen);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_text_of_a_lesson(int columns, int rows) => Check("lesson-text", Opened(columns, rows).Press("Enter PgDn"));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_question_with_choices(int columns, int rows) => Check("lesson-choice", ToQuestions(Opened(columns, rows)).Press("b"));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void An_answer_that_is_typed(int columns, int rows) => Check("lesson-typed", ToQuestions(Opened(columns, rows)).Press("c Enter s e g v"));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_explanation_points_at_the_cells(int columns, int rows) => Check("lesson-explained", Explained(columns, rows));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_end_of_a_lesson_and_the_ways_on(int columns, int rows) => Check("lesson-end", EnterTo(LessonStage.End, Explained(columns, rows)));

    [Fact]
    public void Every_lesson_can_be_walked_through_with_its_keys()
    {
        for (int lesson = 0; lesson < Library.Lessons.Length; lesson++)
        {
            Screen screen = Opened(80, 24).Press("g");
            for (int down = 0; down < lesson; down++)
                screen.Press("Down");
            ToQuestions(screen);
            foreach (LessonStep step in Library.Lessons[lesson].Steps)
            {
                foreach (Prediction prediction in step.Predictions)
                    screen.Press(prediction switch { Prediction.OfChoice => "a Enter", Prediction.OfVerdict => "Down Enter", Prediction.OfSignal => "T E R M Enter", _ => "1 Enter" });
                Assert.Equal(LessonStage.Observe, screen.Model.Lessons.Stage);
                screen.Press("Enter");
                Assert.Equal(step.Spec, screen.Started);
                screen.Tell(new Message.RunEnded(ScreenReports.OfProcesses(step.Spec, WaitStatus.OfSignal(11), Verdict.Contained)));
                EnterTo(step == Library.Lessons[lesson].Steps[^1] ? LessonStage.End : LessonStage.Predict, screen);
            }
            Assert.Equal(LessonStage.End, screen.Model.Lessons.Stage);
            Assert.Contains(screen.Effects, effect => effect is Effect.KeepProgress { Line.Score.Of: var of } && of == Library.Lessons[lesson].Predictions.Count());
        }
    }

    [Fact]
    public void Esc_goes_back_a_step_at_a_time_and_then_to_the_workbench()
    {
        Screen screen = ToQuestions(Opened(80, 24)).Press("a Enter Esc");
        Assert.Equal((LessonStage.Predict, 0), (screen.Model.Lessons.Stage, screen.Model.Lessons.Answers.Length));
        Assert.Equal(LessonStage.Read, screen.Press("Esc").Model.Lessons.Stage);
        Assert.Equal(LessonStage.List, screen.Press("Esc").Model.Lessons.Stage);
        Assert.Equal(ViewTable.First, screen.Press("Esc").Model.View);
    }

    [Theory]
    [InlineData("a", 0)]
    [InlineData("b", 1)]
    [InlineData("c", 2)]
    [InlineData("d", 3)]
    public void The_letter_of_an_answer_chooses_it_whatever_else_it_means(string letter, int choice) =>
        Assert.Equal(choice, ToQuestions(Opened(80, 24)).Press(letter).Model.Lessons.Cursor);

    [Fact]
    public void A_letter_that_chooses_nothing_starts_no_run()
    {
        Screen screen = ToQuestions(Opened(80, 24)).Press("s");
        Assert.DoesNotContain(screen.Effects, effect => effect is Effect.StartRun);
        Assert.Equal(LessonStage.Predict, screen.Model.Lessons.Stage);
    }

    [Fact]
    public void An_answer_that_is_none_is_told_of_and_a_run_cannot_begin_before_the_last_question()
    {
        Screen screen = ToQuestions(Opened(80, 24)).Press("c Enter n o n e Enter");
        Assert.Contains("is no answer; expected a signal, by name or number", screen.Model.Notice!.Text);
        screen.Press("Backspace Backspace Backspace Backspace F12");
        Assert.Contains("predict first", screen.Model.Notice!.Text);
        Assert.DoesNotContain(screen.Effects, effect => effect is Effect.StartRun);
    }

    [Fact]
    public void A_follow_up_sets_the_workbench_up_and_can_be_taken_back()
    {
        Screen screen = EnterTo(LessonStage.End, Explained(80, 24)).Press("Down Down Down Enter");
        Assert.Equal("sandbox run --workers 2 --length 1000000 --fault segfault", screen.Model.Workbench.Draft.Command);
        Assert.Equal(ViewTable.First, screen.Model.View);
        Assert.Equal("sandbox run", screen.Press("z").Model.Workbench.Draft.Command);
    }

    [Fact]
    public void A_lesson_above_the_caps_of_this_machine_says_so()
    {
        Screen screen = ToQuestions(Opened(80, 24).Tell(new Message.SettingsRead([], new RunCaps(2, 1L << 30)))).Press("c Enter 1 1 Enter 3 Enter Enter");
        Assert.Contains("4 workers are above the cap of 2", screen.Model.Notice!.Text);
        Assert.DoesNotContain(screen.Effects, effect => effect is Effect.StartRun);
    }

    private static Screen Opened(int columns, int rows, params ProgressLine[] done)
    {
        Screen screen = new Screen(columns, rows).Press("9");
        Assert.Contains(screen.Effects, effect => effect is Effect.ReadLessons);
        return screen.Tell(new Message.LessonsRead(Library.Lessons, done.Aggregate(LessonProgress.None, (before, line) => line.After(before)), null));
    }

    /// <summary>Opens the lesson of the cursor and turns its pages to the first question.</summary>
    private static Screen ToQuestions(Screen screen) => EnterTo(LessonStage.Predict, screen);

    private static Screen EnterTo(LessonStage stage, Screen screen)
    {
        for (int pages = 0; screen.Model.Lessons.Stage != stage; pages++)
        {
            Assert.True(pages < 50, $"expected {stage} after at most 50 pages");
            screen.Press("Enter");
        }
        return screen;
    }

    private static Screen Explained(int columns, int rows)
    {
        Screen screen = ToQuestions(Opened(columns, rows)).Press("c Enter s e g v Enter 4 Enter Enter");
        return screen.Tell(new Message.RunEnded(ScreenReports.OfProcesses(screen.Started, WaitStatus.OfSignal(11), Verdict.Contained)));
    }

    private static void Check(string name, Screen screen) => GoldenView.Check(name, screen);
}
