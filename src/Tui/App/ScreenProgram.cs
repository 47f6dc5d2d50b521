using System.Collections;
using System.Collections.Immutable;
using Sandbox.Core.Hosting;
using Sandbox.Core.Runs;
using Sandbox.Tui.Commands;
using Sandbox.Tui.Configuration;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.App;

/// <summary>Puts the screen together and runs it.</summary>
internal static class ScreenProgram
{
    /// <summary>Opens the screen, and returns the program's exit code when it is closed.</summary>
    public static int Run()
    {
        TerminalTraits traits = TerminalTraits.From(Environment.GetEnvironmentVariable);
        if (WhyNot(traits) is { } reason)
            return Refuse(reason);
        if (Tty.Open() is not { } tty)
            return Refuse("standard input and output are no terminal");
        using var terminal = new AnsiTerminal(tty, traits);
        // The last resorts: an exception on any thread, and an exit that nobody announced.
        AppDomain.CurrentDomain.UnhandledException += (_, _) => terminal.Close();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => terminal.Close();

        var inbox = new Inbox(terminal.Wake);
        var session = new RunSession(() => new Runner(), inbox, TimeProvider.System);
        var loop = new Loop(terminal, session, inbox, TimeProvider.System);
        ScreenEnd end = loop.Run(
            AppModel.Start(terminal.Size, traits.Glyphs), () => Task.Run(() => inbox.Post(ReadSettings())));
        if (end.Words is { } words)
            StandardError.WriteLine($"sandbox: {words}");
        return end.ExitCode;
    }

    private static Message ReadSettings()
    {
        Dictionary<string, string> environment = [];
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
            environment[(string)entry.Key] = (string?)entry.Value ?? "";
        SettingsReading read = SettingsReading.Read(environment, AppContext.BaseDirectory);
        ImmutableArray<SpecProblem> problems = read.Problems.IsEmpty ? ProblemsOf(read) : read.Problems;
        return problems.IsEmpty
            ? new Message.SettingsRead(read.Settings, read.Caps)
            : new Message.SettingsBroken(string.Join("\nsandbox: ", problems.Select(problem => $"{problem.Origin}: {problem.Message}")));
    }

    private static ImmutableArray<SpecProblem> ProblemsOf(SettingsReading read)
    {
        try
        {
            return RunSpecs.Resolve(new RunRequest(read.Settings), read.Caps).Problems;
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
            ? $"TERM={term} has no screen to paint on"
            : "TERM is not set, so there is no telling what the terminal can do";

    private static int Refuse(string reason)
    {
        StandardError.WriteLine($"sandbox: {reason}; `sandbox run` works everywhere, `sandbox --help` lists the rest");
        return ExitCode.Usage;
    }
}
