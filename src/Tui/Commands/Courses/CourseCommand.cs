using System.CommandLine;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Signals;
using Sandbox.Core.Text;
using Sandbox.Tui.Commands.Lessons;
using Sandbox.Tui.Demos;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Commands.Courses;

/// <summary><c>sandbox course</c>: a teacher's lessons in one file; <c>pack</c>, <c>check</c>.</summary>
internal static class CourseCommand
{
    /// <param name="context">What it may touch.</param>
    /// <param name="addHelp">Gives a command its help, with an example.</param>
    public static Command Create(CommandContext context, Action<Command, string> addHelp)
    {
        Command command = new("course", "a teacher's lessons in one file: pack, check; in /etc/sandbox/courses they are there for everybody on the machine");
        Add(Pack(context), $"sandbox course pack my-lessons -o lab8{Course.Extension}");
        Add(Check(context), $"sandbox course check lab8{Course.Extension}");
        return command;

        void Add(Command verb, string example)
        {
            command.Subcommands.Add(verb);
            addHelp(verb, example);
        }
    }

    private static Command Pack(CommandContext context)
    {
        Argument<string> folder = new("DIR") { Description = "a folder of scenarios" };
        Option<string> output = new("--output", "-o") { HelpName = $"FILE{Course.Extension}", Description = "the course to write" };
        Option<string?> title = new("--title") { HelpName = "TEXT", Description = "what the course is called; without it, as the folder is" };
        Option<bool> force = new("--force") { Description = "write over a course that is there" };
        Command pack = new("pack", "put the scenarios of a folder into one file; the same scenarios give the same bytes") { folder, output, title, force };
        pack.SetAction(parsed =>
        {
            string path = parsed.GetValue(output) ?? throw new UsageException($"--output: expected the name of a course, such as lab8{Course.Extension}");
            if (!CourseFile.IsNamed(path) || Path.GetFileName(path) == Course.Extension)
                throw new UsageException($"--output: {Quoted.Of(path)} is no name for a course; expected one that ends in {Course.Extension}");
            string from = parsed.GetValue(folder)!;
            byte[] bytes = Packed(from, parsed.GetValue(title) ?? NameOf(from));
            OutputFile.Write(path, bytes, parsed.GetValue(force));
            context.Error.WriteLine($"wrote {Quoted.Bare(path)}, {bytes.Length:N0} bytes; sandbox course check {Quoted.Bare(path)} runs its lessons");
            return ExitCode.Done;
        });
        return pack;
    }

    private static Command Check(CommandContext context)
    {
        Argument<string> path = new("PATH") { Description = "a course, or the folder of scenarios that one is made of" };
        Command check = new("check", "say everything that is wrong with a course; its lessons are run, to see whether the runs answer their questions") { path };
        check.SetAction(parsed =>
        {
            string from = parsed.GetValue(path)!;
            // A folder is checked as what it would be packed to.
            CourseReading reading = Directory.Exists(from) ? CourseReader.Read(Quoted.Bare(from), Packed(from, NameOf(from))) : CourseFile.Read(from);
            List<SpecProblem> problems = [.. reading.Problems];
            using Interruption interruption = new();
            foreach (Lesson lesson in reading.Course?.Lessons ?? [])
            {
                List<SpecProblem> found = LessonCheck.Run(context, lesson, Quoted.Bare(from), interruption);
                if (interruption.Signal is { } signal)
                {
                    context.Error.WriteLine($"sandbox: {SignalTable.NameOf(signal)} ended the check; its processes have ended");
                    return ExitCode.OfSignal(signal);
                }
                problems.AddRange(found);
            }
            foreach (SpecProblem problem in SpecProblems.Told(problems))
                context.Error.WriteLine($"sandbox: {problem.Line}");
            if (problems.Count == 0)
                context.Output.WriteLine($"{reading.Course!.Title}: {reading.Course.Lessons.Length} lessons");
            return problems.Count == 0 ? ExitCode.Done : ExitCode.Usage;
        });
        return check;
    }

    /// <summary>A folder's lessons as a course.</summary>
    /// <exception cref="UsageException">One of them does not read well, or they are no course.</exception>
    private static byte[] Packed(string folder, string title)
    {
        string[] paths = LessonCheck.FoldersOf(folder);
        List<SpecProblem> problems = [];
        CourseWriter writer = new(title);
        foreach (string path in paths)
        {
            LessonReading reading = LessonFolder.Read(path);
            problems.AddRange(reading.Problems);
            if (reading.Lesson is { } lesson && problems.Count == 0)
            {
                writer.Add(
                    lesson.Id, Content(path, LessonFolder.JsonName, LessonCaps.FileBytes)!, Content(path, LessonFolder.TextName, LessonCaps.FileBytes)!,
                    Content(path, DemoLibrary.FileName, DemoReader.MostBytes, mayBeMissing: true));
            }
        }
        if (problems.Count > 0)
            throw new UsageException(problems);
        byte[] bytes = writer.Bytes();
        // Caps of a course, and a title that is none: what cannot be read back is not written.
        CourseReading back = CourseReader.Read(Quoted.Bare(folder), bytes);
        return back.Problems.IsEmpty ? bytes : throw new UsageException(back.Problems);
    }

    private static byte[]? Content(string folder, string name, int most, bool mayBeMissing = false)
    {
        string path = Path.Combine(folder, name);
        if (mayBeMissing && !Path.Exists(path) && !SmallFile.IsLink(path))
            return null;
        try
        {
            return SmallFile.ReadUnlinked(path, most);
        }
        catch (FileRefusedException refused)
        {
            throw new UsageException($"{Quoted.Of(path)} {Quoted.Bare(refused.Words("read"))}");
        }
    }

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
}
