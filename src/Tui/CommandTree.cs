using System.CommandLine;
using System.CommandLine.Help;
using Sandbox.Tui.Commands;
using Sandbox.Tui.Commands.Checking;
using Sandbox.Tui.Commands.Completion;
using Sandbox.Tui.Commands.Config;
using Sandbox.Tui.Commands.Courses;
using Sandbox.Tui.Commands.Grades;
using Sandbox.Tui.Commands.Manual;
using Sandbox.Tui.Commands.Matrix;
using Sandbox.Tui.Commands.Recording;
using Sandbox.Tui.Commands.Lessons;
using Sandbox.Tui.Commands.Tracing;
using Sandbox.Tui.Configuration;

namespace Sandbox.Tui;

/// <summary>Every verb there is: the one tree from which parsing, help, messages and completion come.</summary>
internal static class CommandTree
{
    public static Command Create(CommandContext context)
    {
        // Not the library's RootCommand: that one is called after the file that happens to run it.
        Command root = new("sandbox", "shows what happens when a worker fails; without a command it opens the screen, with options of run set in its form");
        Option<bool> plain = new("--plain") { Description = "write lines as things happen, for pipes and screen readers" };
        root.Options.Add(plain);
        RunOptions options = new(root, hidden: true);
        Add(RunCommand.Create(context, plain), "sandbox run --model threads --fault segfault --json");
        Add(TraceCommand.Create(context), "sandbox trace -- ./a.out");
        Add(CheckCommand.Create(context), "sandbox check --program ./a.out wait-for-it");
        Add(ExportCommand.Create(context), "sandbox export --model threads --fault segfault");
        Add(HistoryCommand.Create(context), "sandbox history --json");
        Add(CompareCommand.Create(context), "sandbox compare 3k7q2m 9x0b1c");
        Add(RecordCommand.Create(context), "sandbox record wait-for-it -o demo.cast");
        Add(LessonCommand.Create(context, AddHelp), "sandbox scenario run wait-for-it");
        Add(CourseCommand.Create(context, AddHelp), "sandbox course check lab8.course.json");
        Add(GradeCommand.Create(context), "sandbox grade handed-in --csv");
        Add(DecodeCommand.Create(context), "sandbox decode 0x8b 256 '$?=139'");
        Add(SignalsCommand.Create(context), "sandbox signals segv 9 RTMIN+1");
        Add(ModelsCommand.Create(context), "sandbox models --json");
        Add(FaultsCommand.Create(context), "sandbox faults");
        Add(WaitsCommand.Create(context), "sandbox waits");
        Add(GlossaryCommand.Create(context), "sandbox glossary zombie intruder");
        Add(MatrixCommand.Create(context), "sandbox matrix --faults segfault,corrupt-array --models threads,processes");
        Add(DoctorCommand.Create(context), "sandbox doctor");
        Add(ConfigCommand.Create(context), "sandbox config --json");
        root.Subcommands.Add(CompletionCommand.Create(context, root));
        AddHelp(root.Subcommands[^1], "source <(sandbox completion bash)");
        Add(ManCommand.Create(context, root), "sandbox man");
        Add(HelpCommand.Create(root), "sandbox help scenario run");
        AddHelp(root, "sandbox run --workers 4 --fault segfault");
        AddVersion(root, context, plain, options);
        return root;

        void Add(Command command, string example)
        {
            root.Subcommands.Add(command);
            AddHelp(command, example);
        }

        void AddHelp(Command command, string example)
        {
            HelpOption help = new("--help", "-h") { Description = "show what is allowed, with an example" };
            help.Action = new HelpWithExample((HelpAction)help.Action!, example, context.Look);
            command.Options.Add(help);
            // The library would show everything that an argument can be completed to.
            foreach (Argument argument in command.Arguments)
                argument.HelpName ??= argument.Name;
        }
    }

    /// <summary>The screen, with the options set in its form; a command line that could not be run does not open it.</summary>
    private static int Open(CommandContext context, SettingsReading reading)
    {
        _ = RunOptions.Resolve(reading);
        return context.Screen(new ScreenOpening(reading));
    }

    private static void AddVersion(Command root, CommandContext context, Option<bool> plain, RunOptions options)
    {
        Option<bool> version = new("--version") { Description = "show the version" };
        root.Options.Add(version);
        root.SetAction(parsed =>
        {
            string? option = options.FirstOf(parsed);
            if (option is not null && (parsed.GetValue(plain) || parsed.GetValue(version)))
                throw new UsageException(ParseProblems.BelongsTo(root.Subcommands[0], option, parsed));
            if (parsed.GetValue(plain))
                return RunCommand.RunPlain(context);
            if (option is not null)
                return Open(context, options.Read(context, parsed));
            if (!parsed.GetValue(version))
                throw new UsageException(ParseProblems.NoCommand(root));
            context.Output.WriteLine($"sandbox {ProgramVersion.Full}");
            return ExitCode.Done;
        });
    }
}
