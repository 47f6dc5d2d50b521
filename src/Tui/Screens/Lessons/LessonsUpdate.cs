using System.Collections.Immutable;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Lessons;

/// <summary>What keys do in the lessons, from stage to stage.</summary>
internal static class LessonsUpdate
{
    /// <summary>The lessons were read.</summary>
    public static AppModel Read(AppModel model, Message.LessonsRead read)
    {
        LessonsModel lessons = model.Lessons;
        if (lessons.Stage != LessonStage.List)
            return With(model, lessons with { Best = read.Best });
        // The cursor begins at the first lesson that is not done yet.
        int first = lessons.All is null ? FirstOpen(read.Lessons, read.Best) : lessons.Selected;
        return With(model, lessons with { All = read.Lessons, Best = read.Best, Problem = read.Problem, Selected = first });
    }

    public static Transition Act(AppModel model, ScreenAction action)
    {
        LessonsModel lessons = model.Lessons;
        if (lessons.Current is not { } lesson)
            return action == ScreenAction.Run ? Told(model, "there is no lesson to run") : model;
        return action switch
        {
            ScreenAction.Choose => LessonMoves.Forward(model, lesson),
            ScreenAction.Back => LessonMoves.Back(model),
            ScreenAction.Run when lessons is { Stage: LessonStage.Observe, Waiting: false } => LessonMoves.Forward(model, lesson),
            ScreenAction.Run => Told(model, lessons.Stage == LessonStage.Predict ? "predict first: the run comes after the last question" : "Enter goes on"),
            _ => Move(model, action),
        };
    }

    /// <summary>Whether a key is an answer, or a part of one.</summary>
    public static bool TakesText(AppModel model, Key key)
    {
        if (model.Lessons.Question is null || !key.IsText && key != Key.Backspace)
            return false;
        if (model.Lessons.Choices is { IsEmpty: false } choices)
            return ChoiceOf(key, choices.Length) is not null;
        if (key == Key.Backspace)
            return true;
        char character = key.IsText && key.Rune.IsAscii ? (char)key.Rune.Value : '\0';
        return char.IsAsciiLetterOrDigit(character) || character is '-' or '+' or '_' or '.';
    }

    /// <summary>A key that is one.</summary>
    public static Transition Typed(AppModel model, Key key)
    {
        const int Longest = 24;
        LessonsModel lessons = model.Lessons;
        if (lessons.Choices is { IsEmpty: false } choices)
            return ChoiceOf(key, choices.Length) is { } choice ? With(model, lessons with { Cursor = choice }) : model;
        string text = key != Key.Backspace ? lessons.Typed + key.Rune : lessons.Typed.Length > 0 ? lessons.Typed[..^1] : "";
        return With(model, lessons with { Typed = text[..Math.Min(Longest, text.Length)] });
    }

    /// <summary>A run is over: where the lesson waits for it, its predictions are held against the report.</summary>
    public static Transition AfterRun(AppModel model, RunReport report)
    {
        LessonsModel lessons = model.Lessons;
        if (!lessons.Waiting || lessons.Current is not { } lesson || lessons.CurrentStep is not { } step || !report.Spec.Equals(step.Spec))
            return model;
        StepOutcome outcome = Grading.Of(step, lessons.Answers, report);
        lessons = lessons with
        {
            Waiting = false,
            Stage = LessonStage.Explain,
            Top = 0,
            Report = report,
            Outcomes = [.. lessons.Outcomes.Take(lessons.Step), outcome],
        };
        if (lessons.Step + 1 < lesson.Steps.Length)
            return With(model, lessons);
        ImmutableDictionary<string, ProgressEntry> best = lessons.Best;
        if (!best.TryGetValue(lesson.Id, out ProgressEntry? before) || before.Right <= lessons.Right)
            best = best.SetItem(lesson.Id, new ProgressEntry(default, lesson.Id, lessons.Right, lessons.Asked));
        return new Transition(With(model, lessons with { Best = best }), [new Effect.KeepProgress(lesson.Id, lessons.Right, lessons.Asked)]);
    }

    /// <summary>The lesson's run did not take place.</summary>
    public static AppModel NotRun(AppModel model) => With(model, model.Lessons with { Waiting = false });

    public static AppModel With(AppModel model, LessonsModel lessons) => model with { Lessons = lessons };

    private static AppModel Told(AppModel model, string words) => model with { Notice = new Notice(words, Ink.Warning) };

    private static AppModel Move(AppModel model, ScreenAction action)
    {
        LessonsModel lessons = model.Lessons;
        Size room = model.Room;
        bool list = lessons.Stage == LessonStage.List;
        int page = list ? LessonListView.Rows(room) : Math.Max(1, LessonPage.Rows(model, room) - 1);
        bool cursor = list || !lessons.Choices.IsEmpty;
        int at = list ? lessons.Selected : cursor ? lessons.Cursor : lessons.Top;
        int last = list ? lessons.All!.Value.Length - 1 : cursor ? lessons.Choices.Length - 1 : LessonPage.LastTop(model, room);
        int? to = action switch
        {
            ScreenAction.Up => at - 1,
            ScreenAction.Down => at + 1,
            ScreenAction.PageUp => at - page,
            ScreenAction.PageDown => at + page,
            ScreenAction.First => 0,
            ScreenAction.Last => last,
            _ => null,
        };
        if (to is not { } wanted)
            return model;
        int row = Math.Clamp(wanted, 0, Math.Max(0, last));
        return With(model, list ? lessons with { Selected = row } : cursor ? lessons with { Cursor = row } : lessons with { Top = row });
    }

    private static int? ChoiceOf(Key key, int count)
    {
        int choice = key.IsText ? key.Rune.Value - 'a' : -1;
        return choice >= 0 && choice < count ? choice : null;
    }

    private static int FirstOpen(ImmutableArray<Lesson> lessons, ImmutableDictionary<string, ProgressEntry> best)
    {
        for (int row = 0; row < lessons.Length; row++)
        {
            if (!best.ContainsKey(lessons[row].Id))
                return row;
        }
        return 0;
    }
}
