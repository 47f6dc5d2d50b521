using System.Collections.Immutable;
using Sandbox.Core.Lessons;
using Sandbox.Tui.App;
using Sandbox.Tui.Lessons;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Lessons;

/// <summary>Questions that were missed come again: each is asked alone, and its run is made anew.</summary>
internal static class MissedMoves
{
    /// <summary>Begins with the first.</summary>
    public static AppModel Begin(AppModel model)
    {
        LessonsModel lessons = model.Lessons;
        ImmutableArray<(int, MissedStep)> missed =
        [
            .. (lessons.All ?? []).Index().SelectMany(one => lessons.Progress.MissedIn(one.Item).Select(step => (one.Index, step))),
        ];
        return missed.IsEmpty
            ? model with { Notice = new Notice("no question was missed, or each was answered rightly since", Ink.Dim) }
            : Ask(model, new MissedReview(missed, [], 0, 0));
    }

    /// <summary>Goes on to the next, or back to the list.</summary>
    public static AppModel Next(AppModel model)
    {
        LessonsModel lessons = model.Lessons;
        MissedReview review = lessons.Review!;
        review = review with { Right = review.Right + lessons.Right, Asked = review.Asked + review.Questions.Length };
        if (!review.Next.IsEmpty)
            return Ask(model, review);
        string words = $"{review.Right} of {review.Asked} missed questions answered rightly now";
        return LessonsUpdate.With(model, lessons with { Stage = LessonStage.List, Review = null }) with { Notice = new Notice(words, review.Right == review.Asked ? Ink.Good : Ink.Accent) };
    }

    private static AppModel Ask(AppModel model, MissedReview review)
    {
        (int lesson, MissedStep missed) = review.Next[0];
        LessonsModel lessons = model.Lessons with
        {
            Selected = lesson,
            Step = missed.Step,
            Outcomes = [],
            From = new LessonPlace(missed.Step, 0, []),
            Typing = false,
            Review = review with { Next = review.Next[1..], Questions = missed.Questions },
        };
        return LessonsUpdate.With(model, LessonMoves.Asking(lessons with { Text = LessonText.Parse(lessons.Current!.Text) }));
    }
}
