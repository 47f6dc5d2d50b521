using System.Collections.Immutable;
using Sandbox.Core;
using Sandbox.Core.History;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Commands;
using Sandbox.Tui.Commands.Checking;
using Sandbox.Tui.Commands.Lessons;
using Sandbox.Tui.Configuration;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Lessons;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui;

/// <summary>Puts the screen together and runs it.</summary>
internal static class ScreenProgram
{
    /// <summary>Opens the screen, and returns the program's exit code when it is closed.</summary>
    /// <param name="context">Makes what the commands have of the world; asked only when it is needed, for the first frame does not wait for it.</param>
    /// <param name="opening">What it is opened with.</param>
    public static int Run(Func<CommandContext> context, ScreenOpening opening)
    {
        TerminalTraits traits = TerminalTraits.From(Environment.GetEnvironmentVariable);
        if (WhyNot(traits) is { } reason)
            return Refuse(reason, context());
        if (Tty.Open() is not { } tty)
            return Refuse("standard input and output are no terminal", context());
        ScreenEnd end;
        try
        {
            end = Run(tty, traits, context, opening);
        }
        catch (Exception problem) when (MachineRefusedException.IsNoRoom(problem))
        {
            end = new ScreenEnd(ExitCode.Refused, $"sandbox: the machine refused: {MachineRefusedException.NoRoom}");
        }
        catch (Exception bug)
        {
            end = new ScreenEnd(ExitCode.Bug, CommandLine.BugText(bug, context().Environment));
        }
        if (end.Words is { } words)
            context().Error.WriteLine(words);
        return end.ExitCode;
    }

    private static ScreenEnd Run(Tty tty, TerminalTraits traits, Func<CommandContext> context, ScreenOpening opening)
    {
        using var terminal = new AnsiTerminal(tty, traits);
        // The last resorts: an exception on any thread, and an exit that nobody announced.
        AppDomain.CurrentDomain.UnhandledException += (_, _) => terminal.Close();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => terminal.Close();

        var inbox = new Inbox(terminal.Wake);
        var session = new RunSession(() => context().Runner(), inbox, TimeProvider.System);
        var matrix = new MatrixSession(() => context().Runner(), inbox);
        var files = new FileSession(
            () => HistoryPlace.Of(context().Environment), () => "", inbox, TimeProvider.System)
        {
            Progress = () => ProgressFile.Place(context().Environment),
            Lessons = () => ReadLessons(context()),
            Tasks = () => TaskFolder.All(context()),
        };
        var trace = new TraceSession(() => context().Tracer(), inbox);
        var loop = new Loop(terminal, new Sessions(session, matrix, trace, new ExerciseSession(() => context().Tracer(), inbox), files), inbox, TimeProvider.System);
        return loop.Run(
            AppModel.Start(terminal.Size, traits.Glyphs, ViewTable.All) with { Colours = traits.Depth != ColourDepth.None, View = opening.Trace is not null ? ViewTable.Trace : opening.Given is null && IsNew() ? ViewTable.Lessons : ViewTable.First },
            () => Task.Run(() =>
            {
                inbox.Post(Settings(context, opening.Given));
                if (opening.Trace is { } program)
                    inbox.Post(new Message.TraceAsked(program));
            }));
    }

    /// <summary>Whether nothing was ever run here: neither history nor progress is there.</summary>
    private static bool IsNew()
    {
        Dictionary<string, string> places = [];
        foreach (string name in (ReadOnlySpan<string>)["XDG_STATE_HOME", "HOME"])
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                places[name] = value;
        }
        return !File.Exists(HistoryPlace.Of(places)) && !File.Exists(ProgressFile.Place(places));
    }

    private static LessonLibrary ReadLessons(CommandContext context) => LessonLibrary.Read(
        LessonAccess.FoldersOf(context, SettingsReading.Read(context.Settings), []));

    private static Message Settings(Func<CommandContext> context, SettingsReading? given)
    {
        try
        {
            return Settings(given ?? KeyChoices.Read(context().Settings));
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            // Keys wait for the settings: where none come, the screen ends.
            return new Message.SettingsBroken(CommandLine.BugText(bug, context().Environment));
        }
    }

    private static Message Settings(SettingsReading read)
    {
        ImmutableArray<SpecProblem> problems = read.Problems.IsEmpty ? ProblemsOf(read) : read.Problems;
        return problems.IsEmpty
            ? new Message.SettingsRead(read.Settings, read.Caps, KeyChoices.ScreenOf(read), read.History)
            : new Message.SettingsBroken(string.Join('\n', problems.Select(problem => $"sandbox: {problem.Origin}: {problem.Message}")));
    }

    private static ImmutableArray<SpecProblem> ProblemsOf(SettingsReading read)
    {
        try
        {
            return RunSpecs.Resolve(read.Settings, read.Caps).Problems;
        }
        catch (MachineRefusedException)
        {
            // Well-formed, and more than the caps allow: the form says so, and can be changed.
            return [];
        }
    }

    private static string? WhyNot(TerminalTraits traits) => traits.CanPaint
        ? null
        : Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } term
            ? $"TERM={Core.Text.Quoted.Bare(term)} has no screen to paint on"
            : "TERM is not set, so there is no telling what the terminal can do";

    private static int Refuse(string reason, CommandContext context)
    {
        context.Error.WriteLine($"sandbox: {reason}; `sandbox --plain` and `sandbox run` work everywhere, `sandbox --help` lists the rest");
        return ExitCode.Usage;
    }
}
