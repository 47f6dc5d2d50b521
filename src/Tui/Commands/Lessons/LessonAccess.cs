using System.CommandLine;
using Sandbox.Core;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Tui.Configuration;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Commands.Lessons;

/// <summary>The lessons as commands see them: the program's own, then those of the machine's courses and of the settings, then those of <c>--scenarios</c>.</summary>
internal static class LessonAccess
{
    public static Option<string[]> Folders() => new("--scenarios")
    {
        HelpName = "DIR",
        Description = "a folder of scenarios beside the program's own, or a course file; may be said again",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Reads them all.</summary>
    /// <exception cref="UsageException">The settings are wrong.</exception>
    public static LessonLibrary Library(CommandContext context, IEnumerable<string> folders)
    {
        SettingsReading reading = KeyChoices.Read(context.Settings);
        if (!reading.Problems.IsEmpty)
            throw new UsageException(reading.Problems);
        return LessonLibrary.Read(FoldersOf(context, reading, folders));
    }

    /// <summary>Where lessons lie: the program's own, those of the machine's courses and of the settings, those that an option names.</summary>
    public static LessonsFolder[] FoldersOf(CommandContext context, SettingsReading reading, IEnumerable<string> folders) =>
    [
        LessonLibrary.OwnFolder(context.ProgramFolder), LessonLibrary.CoursesOf(context.MachineFolder), .. reading.LessonFolders,
        .. folders.Select(folder => new LessonsFolder(folder, "--scenarios")),
    ];

    /// <summary>Says what is wrong with lessons that nobody asked for by name.</summary>
    public static void Warn(CommandContext context, LessonLibrary library)
    {
        foreach (SpecProblem problem in SpecProblems.Told(library.Problems))
            context.Error.WriteLine($"sandbox: {problem.Line}");
    }

    /// <summary>The lesson with an id.</summary>
    /// <exception cref="UsageException">There is none, or it is wrong.</exception>
    public static Lesson Find(LessonLibrary library, string id)
    {
        if (library.Lessons.FirstOrDefault(lesson => lesson.Id == id) is { } found)
            return found;
        if (library.Broken.Contains(id) || library.Lessons.IsEmpty)
            throw new UsageException(library.Problems);
        throw new UsageException(UnknownWord.Message("scenario", id, [.. library.Lessons.Select(lesson => lesson.Id)], "sandbox scenario list"));
    }

    /// <summary>What a run that is over left behind: a lesson can ask about it.</summary>
    /// <exception cref="MachineRefusedException">Not all workers could be started, and nothing was shown.</exception>
    public static RunReport WithVerdict(IRun run)
    {
        RunReport report = run.Completion.GetAwaiter().GetResult();
        return report.Verdict is null ? throw new MachineRefusedException(VerdictSentence.Of(report)) { BeforeStart = false } : report;
    }

    /// <summary>Keeps what a learner has done; what goes wrong is said, and changes no exit code.</summary>
    public static void Keep(CommandContext context, IEnumerable<ProgressLine> lines)
    {
        try
        {
            if (ProgressFile.Place(context.Environment) is not { } path)
                return;
            foreach (ProgressLine line in lines)
                new ProgressFile(path).Append(line, context.Clock.GetUtcNow());
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            context.Error.WriteLine($"sandbox: the progress was not kept: {Quoted.Bare(refused.Message)}");
        }
    }
}
