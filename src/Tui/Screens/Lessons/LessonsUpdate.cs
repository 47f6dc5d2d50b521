using System.Collections.Immutable;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Lessons;

/// <summary>What keys do in the lessons, from stage to stage.</summary>
internal static class LessonsUpdate
{
    private const int LongestText = 30;

    /// <summary>The lessons were read.</summary>
    public static AppModel Read(AppModel model, Message.LessonsRead read)
    {
        LessonsModel lessons = model.Lessons;
        if (lessons.Stage != LessonStage.List)
            return With(model, lessons with { Progress = read.Progress });
        // The cursor begins at a lesson that was left halfway, or else at the first that is not done yet.
        int first = lessons.All is null ? FirstOpen(read.Lessons, read.Progress) : lessons.Selected;
        return With(model, lessons with { All = read.Lessons, Progress = read.Progress, Problem = read.Problem, Selected = first });
    }

    public static Transition Act(AppModel model, ScreenAction action)
    {
        LessonsModel lessons = model.Lessons;
        if (lessons.Typing)
        {
            lessons = lessons with { Typing = false, Filter = action == ScreenAction.Back ? "" : lessons.Filter };
            model = With(model, lessons);
            if (action is ScreenAction.Choose or ScreenAction.Back)
                return model;
        }
        if (lessons.Current is not { } lesson)
            return action == ScreenAction.Run ? Told(model, "there is no lesson to run") : model;
        return action switch
        {
            ScreenAction.Find when lessons.Stage == LessonStage.List => With(model, lessons with { Typing = true, Filter = "" }),
            ScreenAction.Find => Told(model, $"lessons are found in their list; {KeyTable.KeyOf(model, ScreenAction.Back)} leads there"),
            ScreenAction.Back when lessons is { Stage: LessonStage.List, Filter.Length: > 0 } => With(model, lessons with { Filter = "" }),
            ScreenAction.Choose when lessons.Stage == LessonStage.List && lessons.Found.Count == 0 => Told(model, "no lesson has that in it"),
            ScreenAction.Try => LessonMoves.Try(model, lesson),
            ScreenAction.AskMissed when lessons.Stage == LessonStage.List => MissedMoves.Begin(model),
            ScreenAction.AskMissed => Told(model, $"missed questions are asked from the list; {KeyTable.KeyOf(model, ScreenAction.Back)} leads there"),
            ScreenAction.Choose => LessonMoves.Forward(model, lesson),
            ScreenAction.Back => LessonMoves.Back(model),
            ScreenAction.Run when lessons is { Stage: LessonStage.Observe, Waiting: false } => LessonMoves.Forward(model, lesson),
            ScreenAction.Run => Told(model, lessons.Stage == LessonStage.Predict ? "predict first: the run comes after the last question" : "Enter goes on"),
            _ => Move(model, action),
        };
    }

    /// <summary>Whether a key is the letter of a choice.</summary>
    public static bool TakesText(AppModel model, Key key) =>
        model.Lessons.Question is not null && ChoiceOf(key, model.Lessons.Choices.Length) is not null;

    /// <summary>A letter that chooses.</summary>
    public static Transition Typed(AppModel model, Key key) =>
        ChoiceOf(key, model.Lessons.Choices.Length) is { } choice ? With(model, model.Lessons with { Cursor = choice }) : model;

    /// <summary>A row was chosen: of the list, or of what there is to choose from.</summary>
    public static AppModel RowChosen(AppModel model, int row)
    {
        LessonsModel lessons = model.Lessons;
        if (lessons.Stage == LessonStage.List)
            return lessons.Found is var found && row < found.Count ? With(model, lessons with { Selected = found[row] }) : model;
        return row < lessons.Choices.Length ? With(model, lessons with { Cursor = row }) : model;
    }

    /// <summary>A text changed while it was typed: what the list is filtered by, or an answer.</summary>
    public static AppModel TextTyped(AppModel model, string text)
    {
        LessonsModel lessons = model.Lessons;
        text = Cut.Beginning(text, LongestText);
        if (lessons.AnswerIsTyped)
            return With(model, lessons with { Typed = text });
        if (!lessons.Typing)
            return model;
        lessons = lessons with { Filter = text };
        List<int> found = lessons.Found;
        return With(model, found.Count == 0 || found.Contains(lessons.Selected) ? lessons : lessons with { Selected = found[0] });
    }

    /// <summary>The text that the list is filtered by is whole.</summary>
    public static AppModel FilterEnded(AppModel model) => model.Lessons.Typing ? With(model, model.Lessons with { Typing = false }) : model;

    /// <summary>A run is over: where the lesson waits for it, its predictions are held against the report.</summary>
    public static Transition AfterRun(AppModel model, RunReport report)
    {
        LessonsModel lessons = model.Lessons;
        if (!lessons.Waiting || lessons.Current is not { } lesson || lessons.CurrentStep is not { } step || !report.Spec.Equals(step.Spec))
            return model;
        StepOutcome outcome = Grading.Of(step, lessons.Answers, report);
        LessonsModel explained = lessons with
        {
            Waiting = false,
            Stage = LessonStage.Explain,
            Report = report,
            Outcomes = [.. lessons.Outcomes.Take(lessons.Step - lessons.From.Step), outcome],
        };
        ProgressLine? asked = ProgressLine.OfQuestions(lesson.Id, outcome.Questions);
        ProgressLine? reached = (lessons.Review, lessons.Step + 1 < lesson.Steps.Length) switch
        {
            (not null, _) => null,
            (_, true) => ProgressLine.OfPlace(lesson.Id, explained.Place),
            _ => ProgressLine.OfEnd(lesson.Id, new LessonScore(explained.Right, explained.Asked)),
        };
        AppModel told = With(model, explained);
        Transition known = asked is null ? told : Kept(told, asked);
        return reached is null ? known : known with { Model = Kept(known.Model, reached).Model, Effects = known.Effects.Add(new Effect.KeepProgress(reached)) };
    }

    /// <summary>Keeps what was done, here and in the file.</summary>
    public static Transition Kept(AppModel model, ProgressLine line) =>
        new(With(model, model.Lessons with { Progress = line.After(model.Lessons.Progress) }), [new Effect.KeepProgress(line)]);

    /// <summary>The lesson's run did not take place.</summary>
    public static AppModel NotRun(AppModel model) => With(model, model.Lessons with { Waiting = false });

    public static AppModel With(AppModel model, LessonsModel lessons) => model with { Lessons = lessons };

    private static AppModel Told(AppModel model, string words) => model with { Notice = new Notice(words, Ink.Warning) };

    /// <summary>Up and Down choose, where there is something to choose from; all other moves are the widgets' own.</summary>
    private static AppModel Move(AppModel model, ScreenAction action)
    {
        LessonsModel lessons = model.Lessons;
        if (lessons.Stage == LessonStage.List || lessons.Choices.IsEmpty || action is not (ScreenAction.Up or ScreenAction.Down))
            return model;
        int last = lessons.Choices.Length - 1, next = lessons.Cursor + (action == ScreenAction.Down ? 1 : -1);
        return With(model, lessons with { Cursor = lessons.Cursor < 0 && action == ScreenAction.Up ? last : Math.Clamp(next, 0, last) });
    }

    private static int? ChoiceOf(Key key, int count)
    {
        int choice = key.IsText ? key.Rune.Value - 'a' : -1;
        return choice >= 0 && choice < count ? choice : null;
    }

    private static int FirstOpen(ImmutableArray<Lesson> lessons, LessonProgress progress)
    {
        int open = -1;
        for (int row = 0; row < lessons.Length; row++)
        {
            if (progress.PlaceIn(lessons[row]) is not null)
                return row;
            if (open < 0 && progress.Of(lessons[row].Id).Best is null)
                open = row;
        }
        return Math.Max(0, open);
    }
}
