using Sandbox.Core;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Lessons;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Lessons;

/// <summary>From one stage of a lesson to the next, and back.</summary>
internal static class LessonMoves
{
    public static Transition Forward(AppModel model, Lesson lesson)
    {
        LessonsModel lessons = model.Lessons;
        return lessons.Stage switch
        {
            LessonStage.List => Open(model, lesson),
            LessonStage.Read => LessonsUpdate.With(model, Asking(lessons with { Step = 0, Outcomes = [], From = LessonPlace.Beginning })),
            LessonStage.Predict => Answer(model, lessons),
            LessonStage.Observe => Run(model, lessons),
            LessonStage.Explain when lessons.Review is not null => MissedMoves.Next(model),
            LessonStage.Explain when lessons.Step + 1 < lesson.Steps.Length => LessonsUpdate.With(model, Asking(lessons with { Step = lessons.Step + 1 })),
            LessonStage.Explain => LessonsUpdate.With(model, lessons with { Stage = LessonStage.End, Cursor = 0 }),
            _ => Onward(model, lessons, lesson),
        };
    }

    /// <summary>One stage back; from the list nothing happens, and the caller leads to the first view.</summary>
    public static AppModel Back(AppModel model)
    {
        LessonsModel lessons = model.Lessons;
        return lessons.Stage switch
        {
            LessonStage.List => model,
            LessonStage.Predict when lessons.Answers.Any(answer => answer is not null) => LessonsUpdate.With(model, Undone(lessons)),
            LessonStage.Predict when lessons.Review is not null => LessonsUpdate.With(model, lessons with { Stage = LessonStage.List, Review = null }),
            LessonStage.Predict => LessonsUpdate.With(model, lessons with { Stage = LessonStage.Read }),
            LessonStage.Observe when lessons.Waiting => model with { Notice = new Notice("the run is under way: x ends it", Ink.Warning) },
            LessonStage.Observe => LessonsUpdate.With(model, Undone(lessons)),
            _ => LessonsUpdate.With(model, lessons with { Stage = LessonStage.List, Review = null }),
        };
    }

    /// <summary>A lesson's model at the questions of a run, none of them answered.</summary>
    public static LessonsModel Asking(LessonsModel lessons) =>
        Skipped(lessons with { Stage = LessonStage.Predict, Answers = [], Cursor = -1, Typed = "", Report = null, Waiting = false });

    /// <summary>The first thing that the lesson says to change and try, set up in the first view.</summary>
    public static AppModel Try(AppModel model, Lesson lesson) => (model.Lessons.Stage, lesson.FollowUps) switch
    {
        (not LessonStage.End, _) => model with { Notice = new Notice("the end of a lesson says what to try", Ink.Dim) },
        (_, []) => model with { Notice = new Notice("this lesson has nothing to try; the first view runs what you like", Ink.Dim) },
        (_, [var first, ..]) => Experiment(LessonsUpdate.With(model, model.Lessons with { Stage = LessonStage.List }), first),
    };

    /// <summary>Opens a lesson: at its text, or where it was left.</summary>
    private static AppModel Open(AppModel model, Lesson lesson)
    {
        LessonsModel opened = model.Lessons with { Stage = LessonStage.Read, Typing = false, Text = LessonText.Parse(lesson.Text), Review = null };
        if (opened.Progress.PlaceIn(lesson) is not { } place)
            return LessonsUpdate.With(model, opened);
        opened = Asking(opened with { Step = place.Step, Outcomes = [], From = place });
        opened = opened with
        {
            Answers = [.. place.Answers],
            Stage = place.Answers.Length == lesson.Steps[place.Step].Predictions.Length ? LessonStage.Observe : LessonStage.Predict,
        };
        string back = KeyTable.KeyOf(model, ScreenAction.Back);
        return LessonsUpdate.With(model, opened) with { Notice = new Notice($"you left this lesson here; {back} leads back through it, to its text and its beginning", Ink.Accent) };
    }

    /// <summary>Without the last answer, and what was passed over before it.</summary>
    private static LessonsModel Undone(LessonsModel lessons)
    {
        int last = lessons.Answers.LastIndexOf(lessons.Answers.Last(answer => answer is not null));
        return Skipped(lessons with { Stage = LessonStage.Predict, Answers = lessons.Answers[..last], Cursor = -1, Typed = "" });
    }

    /// <summary>Passes over the questions that are not asked.</summary>
    private static LessonsModel Skipped(LessonsModel lessons)
    {
        while (lessons.Review is { } review && lessons.Answers.Length < lessons.CurrentStep!.Predictions.Length && !review.Asks(lessons.CurrentStep!.Predictions[lessons.Answers.Length]))
            lessons = lessons with { Answers = lessons.Answers.Add(null) };
        return lessons;
    }

    private static Transition Answer(AppModel model, LessonsModel lessons)
    {
        Prediction question = lessons.Question!;
        if (lessons is { Choices.IsEmpty: false, Cursor: < 0 })
            return model with { Notice = new Notice($"nothing is chosen yet: press a letter from a to {Answers.LetterOf(lessons.Choices.Length - 1)}, or Up and Down", Ink.Warning) };
        string text = lessons.Choices is { IsEmpty: false } choices
            ? question is Prediction.OfVerdict ? choices[lessons.Cursor] : Answers.LetterOf(lessons.Cursor)
            : lessons.Typed;
        if (Answers.Read(question, text) is not { } answer)
            return model with { Notice = new Notice(text.Length == 0 ? $"type an answer: {Answers.Allowed(question)}" : Answers.Refusal(question, text), Ink.Warning) };
        lessons = Skipped(lessons with { Answers = lessons.Answers.Add(answer), Cursor = -1, Typed = "" });
        bool all = lessons.Answers.Length == lessons.CurrentStep!.Predictions.Length;
        AppModel answered = LessonsUpdate.With(model, all ? lessons with { Stage = LessonStage.Observe } : lessons);
        return lessons.Review is null ? LessonsUpdate.Kept(answered, ProgressLine.OfPlace(lessons.Current!.Id, lessons.Place)) : answered;
    }

    private static Transition Run(AppModel model, LessonsModel lessons)
    {
        if (lessons.Waiting)
            return model with { Notice = new Notice("the run is under way", Ink.Dim) };
        if (Refusal(lessons.CurrentStep!.Spec, model.Caps) is { } refusal)
            return model with { Notice = new Notice(refusal, Ink.Bad) };
        Transition begun = RunStart.Begin(model, lessons.CurrentStep!.Spec);
        return begun.Effects.IsEmpty ? begun : begun with { Model = LessonsUpdate.With(begun.Model, lessons with { Waiting = true }) };
    }

    private static string? Refusal(RunSpec spec, RunCaps caps)
    {
        try
        {
            RunSpecs.CheckCaps(spec, caps);
            return null;
        }
        catch (MachineRefusedException refused)
        {
            return refused.Message;
        }
    }

    private static Transition Onward(AppModel model, LessonsModel lessons, Lesson lesson)
    {
        int way = lessons.Cursor - (lessons.HasNext ? 1 : 0);
        if (way < 0)
        {
            LessonsModel next = lessons with { Selected = lessons.Selected + 1 };
            return Open(LessonsUpdate.With(model, next), next.Current!);
        }
        model = LessonsUpdate.With(model, lessons with { Stage = LessonStage.List });
        if (way == 0)
            return model;
        return Experiment(model, lesson.FollowUps[way - 1]);
    }

    private static AppModel Experiment(AppModel model, FollowUp follow)
    {
        string run = KeyTable.KeyOf(model, ScreenAction.Run), back = KeyTable.KeyOf(model, ScreenAction.OpenLessons);
        WorkbenchModel bench = model.Workbench.WithSpec(follow.Spec, model.Caps);
        return model with { Workbench = bench, View = model.First, Notice = new Notice($"set up as the lesson says: {run} runs it, {back} leads back to the lessons", Ink.Accent) };
    }
}
