using System.Collections.Immutable;
using Sandbox.Core;
using Sandbox.Core.Runs;
using Sandbox.Core.Tracing;
using Sandbox.Tui.App;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Lessons;
using Sandbox.Tui.Recording;

namespace Sandbox.Tui.Demos;

/// <summary>A demo could not be played to its end; the message says where and why.</summary>
internal sealed class DemoFailedException(string message) : Exception(message);

/// <summary>Plays a script through the real screen, with real runs, and records what it shows.</summary>
internal static class Recorder
{
    /// <summary>Records a demo. The settings are those of a fresh machine, and nothing is kept: the same script shows the same everywhere.</summary>
    /// <param name="script">What is pressed and said.</param>
    /// <param name="format">The format of the recording.</param>
    /// <param name="runner">Makes what starts the runs.</param>
    /// <param name="folders">The folders of the lessons that its screen lists.</param>
    /// <exception cref="MachineRefusedException">The machine refused a run that the script waits for.</exception>
    /// <exception cref="DemoFailedException">The screen never showed what the script waits for, or the recording grew too large.</exception>
    public static Cast Record(DemoScript script, CastFormat format, Func<IRunner> runner, IReadOnlyList<LessonsFolder> folders)
    {
        using DemoTerminal terminal = new(script, format, TimeProvider.System);
        Inbox inbox = new(terminal.Wake);
        Func<IRunner> watched = () => new RefusalWatch(runner(), terminal.Refuse);
        RunSession session = new(watched, inbox, TimeProvider.System);
        MatrixSession matrix = new(watched, inbox);
        FileSession files = new(() => null, Path.GetTempPath, inbox, TimeProvider.System)
        {
            Lessons = () => LessonLibrary.Read(folders),
        };
        // A lesson is data: it names no program, and has no tasks to do.
        Func<ITracer> none = () => throw new MachineRefusedException("a demo traces no program");
        TraceSession trace = new(none, inbox);
        Loop loop = new(terminal, new Sessions(session, matrix, trace, new ExerciseSession(none, inbox), files), inbox, TimeProvider.System);
        AppModel start = AppModel.Start(terminal.Size, terminal.Traits.Glyphs, ViewTable.All) with { KeepsHistory = false };
        ScreenEnd end = loop.Run(start, () => inbox.Post(new Message.SettingsRead(ImmutableArray<Setting>.Empty, RunCaps.Default, null, KeepsHistory: false)));
        // A script may want to show that nothing is started; half a run it never wants.
        if (terminal.Refused is var (refused, begun) && (begun || terminal.Problem is not null))
            throw new MachineRefusedException($"a run of the demo: {refused}") { BeforeStart = !begun };
        if (terminal.Problem is { } problem)
            throw new DemoFailedException(problem);
        if (!terminal.IsDone)
            throw new DemoFailedException($"the screen ended before the script did{(end.Words is { } words ? $": {words}" : "")}");
        return terminal.Cast.IsFull
            ? throw new DemoFailedException($"the recording has more than {Cast.MostBytes:N0} bytes")
            : terminal.End();
    }
}
