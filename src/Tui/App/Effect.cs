using System.Collections.Immutable;
using Sandbox.Core.Checking;
using Sandbox.Core.History;
using Sandbox.Core.Lessons;
using Sandbox.Core.Matrix;
using Sandbox.Core.Runs;
using Sandbox.Core.Tracing;

namespace Sandbox.Tui.App;

/// <summary>
/// What an update wants done outside: <see cref="StartRun"/>, <see cref="Advance"/>, <see cref="RunOn"/>, <see cref="StopRun"/>, <see cref="SendSignal"/>, <see cref="Suspend"/>,
/// <see cref="Repaint"/>, <see cref="Copy"/>, <see cref="Record"/>, <see cref="UseMouse"/>, <see cref="Quit"/>. The family is closed.
/// </summary>
internal abstract record Effect
{
    /// <summary>Starts a run.</summary>
    public sealed record StartRun(RunSpec Spec, bool Stepped = false) : Effect;

    /// <summary>Lets one worker of a stepped run take the next step, or everybody.</summary>
    public sealed record Advance(int? Worker) : Effect;

    /// <summary>Lets a stepped run go on for good.</summary>
    public sealed record RunOn : Effect;

    /// <summary>Ends the run under way.</summary>
    public sealed record StopRun : Effect;

    /// <summary>Sends a signal to live processes of the run under way.</summary>
    public sealed record SendSignal(int Number, SignalTarget Target, int Worker) : Effect;

    /// <summary>Adds a run to the history.</summary>
    public sealed record KeepRun(RunReport Report) : Effect;

    /// <summary>Adds a trace to the history.</summary>
    public sealed record KeepTrace(KeptTrace Trace) : Effect;

    /// <summary>Reads the history.</summary>
    public sealed record ReadHistory : Effect;

    /// <summary>Reads the lessons and the progress.</summary>
    public sealed record ReadLessons : Effect;

    /// <summary>Keeps what a learner has done.</summary>
    public sealed record KeepProgress(ProgressLine Line) : Effect;

    /// <summary>Writes the C program of a spec to a file in the working directory.</summary>
    public sealed record WriteProgram(RunSpec Spec) : Effect;

    /// <summary>Runs every cell of a matrix.</summary>
    public sealed record FillMatrix(MatrixPlan Plan) : Effect;

    /// <summary>Ends the runs of the matrix.</summary>
    public sealed record StopMatrix : Effect;

    /// <summary>Starts a program and traces it.</summary>
    public sealed record StartTrace(TraceSpec Spec) : Effect;

    /// <summary>Ends the traced program, with all that it started.</summary>
    public sealed record StopTrace : Effect;

    /// <summary>Sends the traced program a signal.</summary>
    public sealed record SignalTrace(int Number) : Effect;

    /// <summary>Reads the tasks.</summary>
    public sealed record ReadTasks : Effect;

    /// <summary>Reads the text of a learner's file, where it is C.</summary>
    public sealed record ReadSource(string File) : Effect;

    /// <summary>Writes the broken program of a task to a learner's file.</summary>
    public sealed record WriteBroken(string Text, string File) : Effect;

    /// <summary>Compiles the two programs of an exercise, runs the cases of the task with both, and judges them.</summary>
    public sealed record StartExercise(CheckTask Task, string File) : Effect;

    /// <summary>Ends that, with all that it started.</summary>
    public sealed record StopExercise : Effect;

    /// <summary>Gives the terminal back and stops the program until the shell continues it.</summary>
    public sealed record Suspend : Effect;

    /// <summary>Sends the whole frame again, in the colours of the palette.</summary>
    public sealed record Repaint : Effect;

    /// <summary>Puts a text into the clipboard of the terminal.</summary>
    public sealed record Copy(string Text) : Effect;

    /// <summary>Begins to record the screen, or ends the recording and writes it.</summary>
    public sealed record Record : Effect;

    /// <summary>Asks the terminal for the clicks and the wheel of the mouse.</summary>
    public sealed record UseMouse : Effect;

    /// <summary>Ends the program.</summary>
    /// <param name="ExitCode">With this exit code.</param>
    /// <param name="Words">And these words, once the terminal is back.</param>
    public sealed record Quit(int ExitCode = 0, string? Words = null) : Effect;
}

/// <summary>What an update returns: the next model, and what is to be done outside.</summary>
internal readonly record struct Transition(AppModel Model, ImmutableArray<Effect> Effects)
{
    public static implicit operator Transition(AppModel model) => new(model, []);

    /// <summary>The same with more to be done outside.</summary>
    public Transition Then(ReadOnlySpan<Effect> effects) => this with { Effects = [.. Effects, .. effects] };
}
