using System.Collections.Immutable;
using System.CommandLine;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Tui.Commands.Lessons;
using Sandbox.Tui.Demos;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Lessons;
using Sandbox.Tui.Recording;

namespace Sandbox.Tui.Commands.Recording;

/// <summary><c>sandbox record</c>.</summary>
internal static class RecordCommand
{
    private static readonly string[] Formats = ["v2", "v3"];

    public static Command Create(CommandContext context)
    {
        Argument<string?> id = new("ID") { Description = "the lesson whose demo is played; left out with --script", Arity = ArgumentArity.ZeroOrOne };
        Option<string> output = new("--output", "-o") { HelpName = "FILE.cast", Description = "the recording to write" };
        Option<string> script = new("--script") { HelpName = "FILE", Description = "a demo script of your own, in place of a lesson's" };
        Option<string> format = new("--format") { HelpName = "v2|v3", Description = "the version of asciinema's format", DefaultValueFactory = _ => "v2" };
        Option<string[]> folders = LessonAccess.Folders();
        Option<bool> force = new("--force") { Description = "write over a recording that is there" };
        format.CompletionSources.Add(Formats);
        Command command = new("record", "a lesson's demo, played through the real screen with real runs, as an asciinema recording") { id, output, script, folders, format, force };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(output) ?? throw new UsageException("--output: expected the name of a recording, such as demo.cast");
            CheckName(path, parsed.GetValue(force));
            CastFormat version = parsed.GetValue(format) switch
            {
                "v2" => CastFormat.V2,
                "v3" => CastFormat.V3,
                var other => throw new UsageException($"--format: {UnknownWord.Message("format", other!, Formats, see: null)}"),
            };
            LessonsFolder[] lessons = Folders(context, parsed.GetValue(id), parsed.GetValue(folders) ?? []);
            DemoScript demo = Script(lessons, parsed.GetValue(id), parsed.GetValue(script));
            try
            {
                Write(context, path, Recorder.Record(demo, version, context.Runner, lessons), parsed.GetValue(force));
            }
            catch (DemoFailedException failed)
            {
                throw new UsageException(failed.Message);
            }
            return ExitCode.Done;
        });
        return command;
    }

    private static void CheckName(string path, bool force)
    {
        if (!path.EndsWith(CastFile.Extension, StringComparison.Ordinal) || Path.GetFileName(path) == CastFile.Extension)
            throw new UsageException($"--output: {Quoted.Of(path)} is no name for a recording; expected one that ends in {CastFile.Extension}, such as demo.cast");
        if (!force && Path.Exists(path))
            throw OutputFile.IsThere(path);
        if (OutputFile.Folder(path) is { } folder)
            throw OutputFile.NoFolder(folder);
    }

    /// <summary>The lessons that the recorded screen has. Those of settings and courses are among them only for one of them: the program's own demos show the same everywhere.</summary>
    private static LessonsFolder[] Folders(CommandContext context, string? id, string[] named)
    {
        LessonsFolder own = LessonLibrary.OwnFolder(context.ProgramFolder);
        LessonsFolder[] others = [.. named.Select(folder => new LessonsFolder(folder, "--scenarios"))];
        bool isOthers = id is not null && !LessonLibrary.Read([own, .. others]).Lessons.Any(lesson => lesson.Id == id);
        return isOthers ? LessonAccess.FoldersOf(context, KeyChoices.Read(context.Settings), named) : [own, .. others];
    }

    private static DemoScript Script(LessonsFolder[] lessons, string? id, string? file)
    {
        if (id is null == file is null)
            throw new UsageException("record: expected the id of a lesson, or --script FILE");
        DemoScript? script;
        ImmutableArray<SpecProblem> problems;
        try
        {
            DemoFile found = file is null ? DemoLibrary.Find(lessons, id!) : DemoLibrary.Read(file, isOwn: true);
            script = DemoReader.Read(found.Path, found.Bytes, out problems);
        }
        catch (FileRefusedException refused)
        {
            throw new UsageException($"{Quoted.Of(refused.Path)} {Quoted.Bare(refused.Words("read"))}");
        }
        return script ?? throw new UsageException(string.Join('\n', problems.Select(problem => $"{problem.Origin}: {problem.Message}")));
    }

    private static void Write(CommandContext context, string path, Cast cast, bool force)
    {
        OutputFile.Write(path, cast.Bytes, force);
        context.Error.WriteLine($"wrote {Quoted.Bare(path)}, {cast.Bytes.Length:N0} bytes; to watch it: asciinema play {Quoted.Bare(path)}");
    }
}
