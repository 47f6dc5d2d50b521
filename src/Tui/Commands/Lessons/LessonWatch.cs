using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Tui.Commands.Printing;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Commands.Lessons;

/// <summary><c>sandbox scenario check --watch</c>: checks a lesson at each save, and shows it as it will look, until a signal comes.</summary>
internal static class LessonWatch
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    /// <summary>Watches one lesson.</summary>
    /// <exception cref="UsageException">There is no terminal to show it on, or it is not one lesson.</exception>
    public static int Watch(CommandContext context, string[] folders)
    {
        if (context.OutputSize is null)
            throw new UsageException("--watch: standard output is no terminal; expected one to show the lesson on");
        if (folders is not [var folder])
            throw new UsageException($"--watch: there are {folders.Length} scenarios; expected the folder of one");
        using Interruption interruption = new();
        string seen = "";
        while (interruption.Signal is null)
        {
            // Files that are written while they are read change once more, and are looked at again.
            string stamp = StampOf(folder);
            if (stamp != seen)
                Show(context, folder, interruption);
            seen = stamp;
            interruption.Came.WaitHandle.WaitOne(Between);
        }
        context.Output.WriteLine();
        context.Output.Flush();
        return ExitCode.OfSignal(interruption.Signal.Value);
    }

    private static void Show(CommandContext context, string folder, Interruption interruption)
    {
        context.Output.WriteLine($"\n{new string('=', Math.Max(1, context.Look.Width - 1))}");
        LessonReading reading = LessonFolder.Read(folder);
        if (reading.Lesson is { } lesson)
            Play(context, lesson, folder, interruption);
        else
            Tell(context, reading.Problems);
        context.Output.WriteLine($"\n{context.Clock.GetLocalNow():HH:mm:ss}: watching {Quoted.Bare(folder)}; Ctrl-C ends it");
        context.Output.Flush();
    }

    private static void Play(CommandContext context, Lesson lesson, string folder, Interruption interruption)
    {
        LessonShow.Print(context, lesson, teacher: false);
        context.Output.Flush();
        if (LessonReports.Of(context, lesson, interruption) is not { } reports)
            return;
        for (int step = 0; step < reports.Count; step++)
        {
            context.Output.Write($"\n{RunText.Table(reports[step], context.Look)}");
            context.Output.WriteLine($"\n{VerdictSentence.Of(reports[step])}");
            LessonLines.Tell(context, Grading.Of(lesson.Steps[step], [], reports[step]));
        }
        context.Output.WriteLine();
        List<SpecProblem> problems = LessonCheck.Judge(lesson, Quoted.Bare(Path.Combine(folder, LessonFolder.TextName)), reports);
        Tell(context, problems);
        if (problems.Count == 0)
            context.Output.WriteLine(LessonCheck.WellSaid(lesson));
    }

    private static void Tell(CommandContext context, IEnumerable<SpecProblem> problems)
    {
        foreach (SpecProblem problem in SpecProblems.Told(problems))
            context.Output.WriteLine($"wrong: {problem.Line}");
    }

    private static string StampOf(string folder) =>
        StampOf(folder, LessonFolder.JsonName) + StampOf(folder, LessonFolder.TextName);

    private static string StampOf(string folder, string name) =>
        new FileInfo(Path.Combine(folder, name)) is { Exists: true } file ? $"{file.LastWriteTimeUtc.Ticks}/{file.Length} " : "none ";
}
