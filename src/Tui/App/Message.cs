using System.Collections.Immutable;
using Sandbox.Core.Arrays;
using Sandbox.Core.Checking;
using Sandbox.Core.Lessons;
using Sandbox.Core.Matrix;
using Sandbox.Core.Runs;
using Sandbox.Core.Tracing;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.App;

/// <summary>What was done with the mouse.</summary>
internal enum MouseAct
{
    Click,
    WheelUp,
    WheelDown,
}

/// <summary>
/// What can happen to the screen: <see cref="KeyPressed"/>, <see cref="MouseUsed"/>, <see cref="Resized"/>,
/// <see cref="SettingsRead"/>, <see cref="SettingsBroken"/>, <see cref="SuspendAsked"/>, <see cref="SuspendRefused"/>, <see cref="RunStarted"/>, <see cref="RunRefused"/>,
/// <see cref="RunBroke"/>, <see cref="BoardRead"/>, <see cref="PagesRead"/>, <see cref="RunHappened"/>, <see cref="SignalSent"/>, <see cref="HistoryRead"/>, <see cref="LessonsRead"/>, <see cref="TraceAsked"/>, <see cref="TraceHappened"/>, <see cref="TraceRefused"/>, <see cref="TraceEnded"/>, <see cref="TasksRead"/>, <see cref="SourceRead"/>, <see cref="ExerciseHappened"/>, <see cref="ExerciseEnded"/>, <see cref="MatrixHappened"/>, <see cref="MatrixEnded"/>, <see cref="RecordingFull"/>, <see cref="Told"/>, <see cref="RunEnded"/>. The family is closed.
/// </summary>
internal abstract record Message
{
    /// <summary>A key was pressed.</summary>
    public sealed record KeyPressed(Key Key) : Message;

    /// <summary>The mouse was used on a cell, counted from 0.</summary>
    public sealed record MouseUsed(MouseAct Act, int X, int Y) : Message;

    /// <summary>What lies on top of the view was closed.</summary>
    public sealed record DialogClosed : Message;

    /// <summary>The text beside the one on top of the view is asked for: -1 the one before, 1 the next.</summary>
    public sealed record DialogTurned(int Direction) : Message;

    /// <summary>Something was chosen in the list on top of the view.</summary>
    public sealed record DialogChosen(string Id) : Message;

    /// <summary>The focus is on a field of the form; <c>null</c> where it is on the table.</summary>
    public sealed record FieldFocused(RunSetting? Field) : Message;

    /// <summary>A field of the form was clicked: its list, its text or its switch is asked for.</summary>
    public sealed record FieldAsked(RunSetting Field) : Message;

    /// <summary>One step more or less in a field of the form was clicked.</summary>
    public sealed record FieldStepped(RunSetting Field, int Direction) : Message;

    /// <summary>A text was typed into a field of the form, whole.</summary>
    public sealed record FieldTyped(RunSetting Field, string Text) : Message;

    /// <summary>The text that the table is filtered by changed.</summary>
    public sealed record TableFiltered(string Text) : Message;

    /// <summary>A program is to be traced and shown.</summary>
    public sealed record TraceAsked(TraceSpec Spec) : Message;

    /// <summary>A traced program did something: what happened, in order, and what it wrote.</summary>
    public sealed record TraceHappened(ImmutableArray<TraceEvent> Events, string Written) : Message;

    /// <summary>There is no such program, or it cannot be traced.</summary>
    public sealed record TraceRefused(string Why) : Message;

    /// <summary>Nothing of the traced program is left.</summary>
    /// <param name="Bug">What broke in the sandbox itself; <c>null</c> where nothing did.</param>
    public sealed record TraceEnded(string? Bug) : Message;

    /// <summary>The tasks were read.</summary>
    /// <param name="Tasks">The tasks.</param>
    /// <param name="Problem">Why there are none, or <c>null</c>.</param>
    public sealed record TasksRead(ImmutableArray<CheckTask> Tasks, string? Problem) : Message;

    /// <summary>A learner's file was read, or written and read.</summary>
    /// <param name="Path">The file.</param>
    /// <param name="Lines">Its text in lines that are safe to show.</param>
    /// <param name="Problem">Why there is no text, or <c>null</c>.</param>
    public sealed record SourceRead(string Path, ImmutableArray<string> Lines, string? Problem) : Message;

    /// <summary>Something happened to the check of an exercise.</summary>
    public sealed record ExerciseHappened(ExerciseEvent Happened) : Message;

    /// <summary>The check of an exercise is over, and nothing of it is left.</summary>
    /// <param name="Bug">What broke in the sandbox itself, or <c>null</c>.</param>
    public sealed record ExerciseEnded(string? Bug) : Message;

    /// <summary>A worker was clicked in the table.</summary>
    public sealed record WorkerClicked(int Index) : Message;

    /// <summary>The wheel was turned over the table, so many rows, down where they are positive.</summary>
    public sealed record TableWheeled(int Rows) : Message;

    /// <summary>A row of the view's table was chosen; the column counts where its cells are chosen.</summary>
    public sealed record RowChosen(int Row, int Column) : Message;

    /// <summary>The head of a column of the view's table was clicked.</summary>
    public sealed record HeadClicked(string Head) : Message;

    /// <summary>The text that is being typed in the view changed.</summary>
    public sealed record TextTyped(string Text) : Message;

    /// <summary>The text that was being typed in the view is whole.</summary>
    public sealed record TextEnded : Message;

    /// <summary>Something that a key can ask for was asked for otherwise.</summary>
    public sealed record ActionAsked(ScreenAction Action) : Message;

    /// <summary>The terminal has a size.</summary>
    public sealed record Resized(Size Size) : Message;

    /// <summary>The settings file and the environment were read, without a problem.</summary>
    public sealed record SettingsRead(ImmutableArray<Setting> Settings, RunCaps Caps, ScreenSettings? Screen = null, bool KeepsHistory = true) : Message;

    /// <summary>The settings file or the environment is wrong: nothing may be run.</summary>
    public sealed record SettingsBroken(string Why) : Message;

    /// <summary>A signal asks the program to stop itself for a while.</summary>
    public sealed record SuspendAsked : Message;

    /// <summary>There is no shell that could continue the program.</summary>
    public sealed record SuspendRefused : Message;

    /// <summary>A run has begun.</summary>
    public sealed record RunStarted(int WorkerCount) : Message;

    /// <summary>The machine has no room for the run.</summary>
    public sealed record RunRefused(string Why) : Message;

    /// <summary>The sandbox itself broke; there is no report.</summary>
    public sealed record RunBroke(string Why) : Message;

    /// <summary>The board of the run under way was read.</summary>
    /// <param name="Workers">The workers.</param>
    /// <param name="ElapsedMs">How long the run has been under way.</param>
    /// <param name="Step">Where it stands, if somebody steps it.</param>
    public sealed record BoardRead(ReadOnlyMemory<WorkerSnapshot> Workers, double ElapsedMs, StepStop? Step = null) : Message;

    /// <summary>Page maps of the run under way were read, or the last ones of a run that is over.</summary>
    public sealed record PagesRead(PageGrid Grid, ImmutableArray<WorkerPages> Pages) : Message;

    /// <summary>Events of the run under way, in order.</summary>
    public sealed record RunHappened(ImmutableArray<RunEvent> Events) : Message;

    /// <summary>The history was read.</summary>
    /// <param name="Runs">The runs, newest first.</param>
    /// <param name="Problem">What was wrong with it, or <c>null</c>.</param>
    public sealed record HistoryRead(ImmutableArray<PastRun> Runs, string? Problem) : Message;

    /// <summary>The recording has grown as far as it may.</summary>
    public sealed record RecordingFull : Message;

    /// <summary>The lessons were read.</summary>
    /// <param name="Lessons">The lessons in order.</param>
    /// <param name="Progress">What was done.</param>
    /// <param name="Problem">What is wrong with some, or <c>null</c>.</param>
    public sealed record LessonsRead(ImmutableArray<Lesson> Lessons, LessonProgress Progress, string? Problem) : Message;

    /// <summary>Something happened to a cell of the matrix.</summary>
    public sealed record MatrixHappened(MatrixEvent Happened) : Message;

    /// <summary>The runs of the matrix are over, or were ended.</summary>
    /// <param name="Bug">What broke in the sandbox itself, or <c>null</c>.</param>
    public sealed record MatrixEnded(string? Bug) : Message;

    /// <summary>Something was done outside, or could not be.</summary>
    public sealed record Told(Notice Notice) : Message;

    /// <summary>A signal was sent, or reached nobody.</summary>
    public sealed record SignalSent(SentSignal Sent) : Message;

    /// <summary>The run is over and nothing of it is left.</summary>
    public sealed record RunEnded(RunReport Report) : Message;
}
