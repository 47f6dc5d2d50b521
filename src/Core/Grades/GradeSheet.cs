using System.Collections.Immutable;

namespace Sandbox.Core.Grades;

/// <summary>A question, and what a class made of it.</summary>
/// <param name="Lesson">The lesson's id.</param>
/// <param name="Number">Which of its questions, from 1.</param>
/// <param name="Ask">The question.</param>
/// <param name="Kind">What kind it is of.</param>
/// <param name="Asked">How many handed it in.</param>
/// <param name="Right">How many answered it rightly.</param>
/// <param name="Missed">How many answered it wrongly.</param>
/// <param name="WrongAnswers">The wrong answers, the most frequent first.</param>
public sealed record GradedQuestion(
    string Lesson, int Number, string Ask, string Kind, int Asked, int Right, int Missed, ImmutableArray<(string Answer, int Count)> WrongAnswers);

/// <summary>One of a class.</summary>
/// <param name="Name">Who.</param>
/// <param name="HandIns">What was handed in: the last of each lesson.</param>
public sealed record GradedStudent(string Name, ImmutableArray<HandIn> HandIns)
{
    /// <summary>How many predictions came true.</summary>
    public int Right => HandIns.Sum(handIn => handIn.Right);

    /// <summary>How many questions there were.</summary>
    public int Of => HandIns.Sum(handIn => handIn.Answers.Length);

    /// <summary>What was answered to a question; <c>null</c> where it was not handed in.</summary>
    public HandedAnswer? To(GradedQuestion question) => HandIns.FirstOrDefault(handIn => handIn.Lesson == question.Lesson) is { } handIn
        && question.Number <= handIn.Answers.Length && handIn.Answers[question.Number - 1] is { } answer && answer.Ask == question.Ask ? answer : null;
}

/// <summary>The answers of a class, by student and by question.</summary>
/// <param name="Students">Who handed something in, by name.</param>
/// <param name="Questions">What was asked, lesson by lesson. A question that a lesson asks otherwise in another version is another one.</param>
public sealed record GradeSheet(ImmutableArray<GradedStudent> Students, ImmutableArray<GradedQuestion> Questions)
{
    /// <summary>The questions that were missed, those first that were missed by the most.</summary>
    public IEnumerable<GradedQuestion> MissedMost => Questions.Where(question => question.Missed > 0).OrderByDescending(question => question.Missed);

    /// <summary>Puts together what was handed in. Where somebody handed a lesson in several times, the last counts.</summary>
    public static GradeSheet Of(IEnumerable<HandIn> handIns)
    {
        ImmutableArray<GradedStudent> students =
        [
            .. from handIn in handIns
               group handIn by handIn.Student into one
               orderby one.Key.ToLowerInvariant(), one.Key
               select new GradedStudent(one.Key, [.. one.GroupBy(handIn => handIn.Lesson).Select(lesson => lesson.Last()).OrderBy(handIn => handIn.Lesson, StringComparer.Ordinal)]),
        ];
        return new GradeSheet(students,
        [
            .. from student in students
               from handIn in student.HandIns
               from answer in handIn.Answers.Select((answer, index) => (handIn.Lesson, Number: index + 1, Answer: answer))
               group answer.Answer by (answer.Lesson, answer.Number, answer.Answer.Ask) into one
               orderby one.Key.Lesson, one.Key.Number
               select Question(one.Key.Lesson, one.Key.Number, one.Key.Ask, [.. one]),
        ]);
    }

    private static GradedQuestion Question(string lesson, int number, string ask, HandedAnswer[] answers)
    {
        HandedAnswer[] wrong = [.. answers.Where(answer => answer.Correct == false)];
        return new GradedQuestion(lesson, number, ask, answers[0].Kind, answers.Length, answers.Count(answer => answer.Correct == true), wrong.Length,
        [
            .. wrong.GroupBy(answer => answer.Answer!).Select(one => (one.Key, one.Count())).OrderByDescending(one => one.Item2).ThenBy(one => one.Key, StringComparer.Ordinal),
        ]);
    }
}
