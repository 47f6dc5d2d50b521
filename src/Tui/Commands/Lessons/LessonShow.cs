using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Commands.Lessons;

/// <summary>A lesson as lines: its text, its runs, its questions.</summary>
internal static class LessonShow
{
    /// <summary>Prints a lesson.</summary>
    /// <param name="context">Takes the lines.</param>
    /// <param name="lesson">The lesson.</param>
    /// <param name="teacher">Whether what is meant for a teacher is among them.</param>
    public static void Print(CommandContext context, Lesson lesson, bool teacher)
    {
        Line($"{lesson.Title} ({lesson.Id}; {lesson.Level}, {lesson.Minutes} min)");
        Line(lesson.Summary);
        if (teacher)
            ForTeachers(context, lesson);
        Line("");
        foreach (TextLine line in TextLines.Of(LessonText.Parse(lesson.Text), context.Look.Width))
            Line(line.ToString());
        foreach ((int index, LessonStep step) in lesson.Steps.Index())
        {
            Line("");
            Line($"run {index + 1} of {lesson.Steps.Length}: {RunSpecs.CommandLine(step.Spec)}");
            foreach (Prediction prediction in step.Predictions)
                LessonLines.Ask(context, prediction);
        }
        Line("");
        Line($"sandbox scenario run {lesson.Id} asks and runs; sandbox alone opens the lessons on the screen");

        void Line(string text) => context.Output.WriteLine(text);
    }

    private static void ForTeachers(CommandContext context, Lesson lesson)
    {
        List<TextBlock> notes =
        [
            TextBlock.Of($"path: {LessonPaths.TitleOf(lesson)}"), TextBlock.Of($"exercise: {lesson.Exercise ?? "none"}", apart: false),
            TextBlock.Of($"for the teacher: {lesson.Teacher ?? "nothing to note"}", apart: false),
        ];
        foreach (TextLine line in TextLines.Of(notes, context.Look.Width))
            context.Output.WriteLine(line.ToString());
    }
}
