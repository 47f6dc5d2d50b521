using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Screens.Exercise;
using Sandbox.Tui.Screens.History;
using Sandbox.Tui.Screens.Lessons;
using Sandbox.Tui.Screens.Matrix;
using Sandbox.Tui.Screens.Signals;
using Sandbox.Tui.Screens.Trace;
using Sandbox.Tui.Screens.Workbench;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Interactive;

/// <summary>What any message does to the model. Pure: what is to be done outside comes back as effects.</summary>
internal static class AppUpdate
{
    public static Transition Update(AppModel model, Message message)
    {
        Transition next = Of(model, message);
        // Nobody looks at it any more: what it runs is a person's own, and may run for long.
        if (next.Model is { Exercise: { Live: true, Stopping: false } } now && now.View != ViewTable.Exercise)
            next = ExerciseUpdate.Stop(now) with { Effects = [.. next.Effects, new Effect.StopExercise()] };
        bool chosen = message is Message.KeyPressed or Message.MouseUsed or Message.RowChosen or Message.WorkerClicked or Message.TableWheeled
            && next.Model.Chosen != model.Chosen && ReferenceEquals(next.Model.Run, model.Run);
        return chosen ? next with { Model = next.Model with { ChosenByHand = true } } : next;
    }

    private static Transition Of(AppModel model, Message message) => message switch
    {
        Message.KeyPressed { Key: var key } => Pressed(model with { Notice = null, Workbench = model.Workbench.Resolved(model.Caps) }, key),
        Message.MouseUsed moused => MouseUpdate.Used(model with { Notice = null, Workbench = model.Workbench.Resolved(model.Caps) }, moused),
        Message.DialogClosed => model with { Dialog = null },
        Message.DialogTurned { Direction: var direction } => model.Dialog is DialogModel.Reading { Beside: { } beside } ? beside(model, direction) : model,
        Message.DialogChosen { Id: var id } => model.Dialog is DialogModel.Choosing choosing ? choosing.Chosen(model with { Dialog = null, Notice = null }, id) : model,
        Message.FieldFocused or Message.FieldAsked or Message.FieldStepped or Message.FieldTyped or Message.TableFiltered or Message.WorkerClicked or Message.TableWheeled =>
            WorkbenchUpdate.Touched(model with { Workbench = model.Workbench.Resolved(model.Caps) }, message),
        Message.RowChosen chosen => model.View.RowChosen(model with { Notice = null }, chosen.Row, chosen.Column),
        Message.HeadClicked clicked => model.View.HeadClicked(model with { Notice = null }, clicked.Head),
        Message.TextTyped typed => model.View.TextTyped(model, typed.Text),
        Message.TextEnded => model.View.TextEnded(model),
        Message.ActionAsked { Action: var action } => Act(model with { Notice = null }, action),
        Message.Resized { Size: var size } => model with { Size = size },
        Message.SettingsRead read => CommonActions.Settings(
            model with { Settled = true, Caps = read.Caps, KeepsHistory = read.KeepsHistory, Workbench = model.Workbench.WithSettings(read.Settings, read.Caps) },
            read.Screen ?? ScreenSettings.Default).Then(model.View == ViewTable.Lessons ? [new Effect.ReadLessons()] : []),
        Message.SettingsBroken broken => new Transition(model, [new Effect.Quit(ExitCode.Usage, broken.Why)]),
        Message.SuspendAsked => new Transition(model, [new Effect.Suspend()]),
        Message.SuspendRefused => model with { Notice = new("there is no shell here that could bring the screen back: it stays", Ink.Warning) },
        Message.RunStarted started => OnRun(model with { BeforeRun = null }, run => run.WithWorkers(started.WorkerCount)),
        Message.BoardRead read => OnRun(model, run => run with { Board = read.Workers, ElapsedMs = read.ElapsedMs, Step = read.Step }),
        Message.PagesRead read => OnRun(model, run => run with { Pages = run.Pages.With(read.Grid, read.Pages, run.WorkerCount) }),
        Message.RunHappened happened => Followed(OnRun(model, run => run.After(happened.Events))),
        Message.HistoryRead read => HistoryUpdate.Read(model, read.Runs, read.Problem),
        Message.RecordingFull => CommonActions.Record(model),
        Message.LessonsRead read => LessonsUpdate.Read(model, read),
        Message.MatrixHappened { Happened: var happened } => MatrixUpdate.Happened(model, happened),
        Message.MatrixEnded ended => MatrixUpdate.Ended(model, ended.Bug),
        Message.TraceAsked asked => TraceUpdate.Start(model with { View = ViewTable.Trace }, asked.Spec),
        Message.TraceHappened traced => TraceUpdate.Happened(model, traced),
        Message.TraceRefused refused => TraceUpdate.Refused(model, refused.Why),
        Message.TraceEnded ended => TraceUpdate.Ended(model, ended.Bug),
        Message.TasksRead read => ExerciseUpdate.Read(model, read.Tasks, read.Problem),
        Message.SourceRead read => ExerciseUpdate.SourceRead(model, read),
        Message.ExerciseHappened { Happened: var happened } => ExerciseUpdate.Happened(model, happened),
        Message.ExerciseEnded ended => ExerciseUpdate.Ended(model, ended.Bug),
        Message.Told told => model with { Notice = told.Notice },
        Message.SignalSent { Sent: var sent } => SignalsUpdate.Sent(model, sent),
        Message.RunEnded ended => Ended(model, ended.Report),
        Message.RunRefused refused => RunStart.Undone(LessonsUpdate.NotRun(model)) with { Notice = new($"not started: {refused.Why}", Ink.Bad) },
        Message.RunBroke broke => RunStart.Undone(LessonsUpdate.NotRun(model)) with { Notice = new($"a bug in the sandbox: {broke.Why}", Ink.Bad) },
        _ => throw new ArgumentException($"no update for {message}"),
    };

    private static Transition Ended(AppModel model, RunReport report)
    {
        if (model.Run is not { } run)
            return model;
        Effect[] effects = model.KeepsHistory ? [new Effect.KeepRun(report), .. HistoryUpdate.AfterRun(model)] : [];
        return LessonsUpdate.AfterRun(Over(model, run, report), report).Then(effects);
    }

    private static AppModel Over(AppModel model, RunModel run, RunReport report)
    {
        // Whoever looks at nothing in particular sees who failed.
        if (!model.ChosenByHand && FailedWorker.Of(report) is { } failed)
        {
            model = model with
            {
                Chosen = failed,
                StatusWord = model.StatusWord with { OnHost = FailedWorker.IsHost(report) },
                Waits = model.Waits.ByHand ? model.Waits : model.Waits with { Worker = failed },
            };
        }
        return model with
        {
            Run = run with { Report = report, Phase = RunPhase.Ended, Step = null },
            Notice = run.Stopping ? new($"{KeyTable.KeyOf(model, ScreenAction.Stop)} ended this run: what was left of it got SIGKILL", Ink.Warning) : model.Notice,
        };
    }

    private static AppModel OnRun(AppModel model, Func<RunModel, RunModel> next) =>
        model.Run is { } run ? model with { Run = next(run) } : model;

    /// <summary>Where the table follows the newest event, the cursor goes to its worker; a paused display stands.</summary>
    private static AppModel Followed(AppModel model) => model is { Workbench.Table.Follow: true, Paused: null, Run: { } run }
        ? model with { Chosen = run.Newest }
        : model;

    private static Transition Pressed(AppModel model, Key key)
    {
        // Too small to see what a key does: only the ways out work.
        ScreenAction? action = KeyTable.Find(model.View, model.Views, model.Keys, key);
        if (model.TooSmall && action is not (ScreenAction.Quit or ScreenAction.Stop or ScreenAction.Suspend or ScreenAction.Redraw))
            return model;
        if (model.Bare is not null && action is not (ScreenAction.Quit or ScreenAction.Suspend or ScreenAction.Redraw))
            return model with { Bare = null };
        if (model.View.TakesText(model, key))
            return model.View.Typed(model, key);
        return action is { } known ? Act(model, known) : model;
    }

    private static Transition Act(AppModel model, ScreenAction action) => action switch
    {
        ScreenAction.Quit => new Transition(model, [new Effect.Quit()]),
        ScreenAction.Suspend => new Transition(model, [new Effect.Suspend()]),
        ScreenAction.Redraw => new Transition(model, [new Effect.Repaint()]),
        ScreenAction.Stop => Stop(model),
        ScreenAction.Help => model with { Dialog = Helps.Keys(model) },
        ScreenAction.Palette => CommonActions.NextPalette(model),
        ScreenAction.Words => model with { Dialog = Helps.Words() },
        ScreenAction.Commands => model with { Dialog = Helps.Commands(model, Act) },
        ScreenAction.Introduce => model with { Introduces = !model.Introduces },
        ScreenAction.Pause => CommonActions.Pause(model),
        ScreenAction.Record => CommonActions.Record(model),
        _ => InView(model, action),
    };

    private static Transition InView(AppModel model, ScreenAction action)
    {
        if (ViewTable.OpenedBy(model, action) is { } view)
            return view.Opened(model.View.Left(model) with { View = view });
        if (action == ScreenAction.Copy)
            return CommonActions.Copy(model.View.Left(model));
        // A letter that chooses nothing must not start another run than the one that is asked about.
        if (action == ScreenAction.StepAll && model.View == ViewTable.Lessons && model.Lessons.Stage is (LessonStage.Predict or LessonStage.Observe))
            return model with { Notice = new("a lesson's run is not stepped; Enter goes on", Ink.Dim) };
        if (action is ScreenAction.StepAll or ScreenAction.StepOne or ScreenAction.RunOn && !model.View.Steps)
            return StepUpdate.Act(model.View.Left(model), action);
        Transition acted = model.View.Act(model, action);
        bool nothing = ReferenceEquals(acted.Model, model) && acted.Effects.IsEmpty;
        return action switch
        {
            ScreenAction.Back when nothing => model with { View = model.First },
            ScreenAction.Run when nothing => RunStart.Begin(model),
            _ => acted,
        };
    }

    private static Transition Stop(AppModel model) => model switch
    {
        { Trace.Live: true } when model.View == ViewTable.Trace => TraceUpdate.Stop(model),
        { Exercise.Live: true } when model.View == ViewTable.Exercise => ExerciseUpdate.Stop(model),
        { Run: { Live: true } run } => new Transition(model with { Run = run with { Stopping = true } }, [new Effect.StopRun()]),
        { Matrix.Filling: true } => new Transition(model, [new Effect.StopMatrix()]),
        { Trace.Live: true } => TraceUpdate.Stop(model),
        _ => model with { Notice = new("no run is under way", Ink.Dim) },
    };
}
