using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Commands.Lessons;

/// <summary>The runs of a lesson, really made.</summary>
internal static class LessonReports
{
    /// <summary>Runs a lesson, and gives what each of its runs left behind; <c>null</c> where a signal ended it.</summary>
    /// <exception cref="Core.MachineRefusedException">Not all workers could be started.</exception>
    public static List<RunReport>? Of(CommandContext context, Lesson lesson, Interruption interruption)
    {
        List<RunReport> reports = [];
        foreach (LessonStep step in lesson.Steps)
        {
            IRun run = context.Runner().Start(step.Spec, new RunControl(Shown: true));
            interruption.Stops(run.Stop);
            Task.WaitAny(run.Completion);
            if (interruption.Signal is not null)
                return null;
            reports.Add(LessonAccess.WithVerdict(run));
        }
        return reports;
    }

    /// <summary>What is wrong with a lesson in the light of its runs: a question without one answer, a statement that is not so.</summary>
    public static List<SpecProblem> ProblemsOf(Lesson lesson, List<RunReport> reports)
    {
        List<SpecProblem> problems = [];
        for (int step = 0; step < reports.Count; step++)
            problems.AddRange(Grading.Of(lesson.Steps[step], [], reports[step]).Problems);
        return problems;
    }
}
