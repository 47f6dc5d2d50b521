using Sandbox.Core.Lessons;
using Sandbox.Tui.App;
using Sandbox.Tui.Lessons;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Lessons;

/// <summary>Questions that were missed come again: each run that one belongs to is made anew, and only those questions are asked.</summary>
internal static class MissedMoves
{
    /// <summary>Begins with the first.</summary>
    public static AppModel Begin(AppModel model)
    {
        LessonsModel lessons = model.Lessons;
        List<string> missed = [];
        foreach (Lesson lesson in lessons.All ?? [])
        {
            foreach (Prediction question in lesson.Predictions)
            {
                if (lessons.Progress.IsMissed(lesson, question))
                    missed.Add(question.Mark);
            }
        }
        return missed.Count == 0
            ? model with { Notice = new Notice("no question was missed, or each was answered rightly since", Ink.Dim) }
            : Ask(model, new MissedReview([.. missed], 0, 0), 0, 0);
    }

    /// <summary>Goes on to the next, or back to the list.</summary>
    public static AppModel Next(AppModel model)
    {
        LessonsModel lessons = model.Lessons;
        MissedReview review = lessons.Review!;
        review = review with { Right = review.Right + lessons.Right, Asked = review.Asked + review.CountIn(lessons.CurrentStep!) };
        return Ask(model, review, lessons.Selected, lessons.Step + 1);
    }

    /// <summary>Asks the questions of the first run that has some, from a lesson and a run on; where there is none, the list comes back.</summary>
    private static AppModel Ask(AppModel model, MissedReview review, int lesson, int step)
    {
        LessonsModel lessons = model.Lessons;
        for (; lessons.All is { } all && lesson < all.Length; (lesson, step) = (lesson + 1, 0))
        {
            for (; step < all[lesson].Steps.Length; step++)
            {
                if (review.CountIn(all[lesson].Steps[step]) > 0)
                    return LessonsUpdate.With(model, At(lessons, review, lesson, step));
            }
        }
        string words = $"{review.Right} of {review.Asked} missed questions answered rightly now";
        return LessonsUpdate.With(model, lessons with { Stage = LessonStage.List, Review = null }) with { Notice = new Notice(words, review.Right == review.Asked ? Ink.Good : Ink.Accent) };
    }

    private static LessonsModel At(LessonsModel lessons, MissedReview review, int lesson, int step) => LessonMoves.Asking(lessons with
    {
        Selected = lesson,
        Step = step,
        Outcomes = [],
        From = new LessonPlace(step, 0, []),
        Typing = false,
        Review = review,
        Text = LessonText.Parse(lessons.All!.Value[lesson].Text),
    });
}
