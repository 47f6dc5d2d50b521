using System.Collections.Immutable;
using Sandbox.Core.Checking;
using Sandbox.Core.Text;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Exercise;

/// <summary>What keys do in the view of an exercise, and what its check tells.</summary>
internal static class ExerciseUpdate
{
    public static Transition Act(AppModel model, ScreenAction action)
    {
        ExerciseModel exercise = model.Exercise;
        if (exercise.Typing)
            return With(model, exercise with { Typing = false });
        return action switch
        {
            ScreenAction.Left or ScreenAction.Right => With(model, Turned(exercise, action == ScreenAction.Right ? 1 : -1)),
            ScreenAction.Stack => With(model, exercise with { Stacked = !exercise.Stacked }),
            ScreenAction.Run => Begin(model),
            ScreenAction.TypeProgram or ScreenAction.Write or ScreenAction.Choose when exercise.Live => Told(model, $"a check is under way: {KeyTable.KeyOf(model, ScreenAction.Stop)} ends it"),
            ScreenAction.TypeProgram => With(model, exercise with { Typing = true }),
            ScreenAction.Write => Write(model),
            ScreenAction.Choose when exercise.Tasks is { Length: > 1 } tasks => model with { Dialog = Tasks(tasks, exercise) },
            ScreenAction.Choose => Told(model, "there is no other task"),
            ScreenAction.StepAll or ScreenAction.StepOne or ScreenAction.RunOn => Told(model, "a check is not stepped; the view of traces steps through a program"),
            _ => model,
        };
    }

    /// <summary>The view was opened: what may have changed meanwhile is read.</summary>
    public static Transition Opened(AppModel model) => model.Exercise switch
    {
        { Tasks: null } => new Transition(model, [new Effect.ReadTasks()]),
        { OwnFile.Length: 0 } exercise => Begun(model, exercise),
        { } exercise => new Transition(model, Reading(exercise)),
    };

    /// <summary>The tasks were read.</summary>
    public static Transition Read(AppModel model, ImmutableArray<CheckTask> tasks, string? problem)
    {
        ExerciseModel exercise = model.Exercise with { Tasks = tasks, Problem = problem };
        return model.View is ExerciseScreen && exercise.OwnFile.Length == 0 ? Begun(model, exercise) : With(model, exercise);
    }

    /// <summary>The learner's file was read.</summary>
    public static AppModel SourceRead(AppModel model, Message.SourceRead read) => read.Path != model.Exercise.OwnFile
        ? model
        : With(model, model.Exercise with { Own = model.Exercise.Own with { Source = read.Lines, NoSource = read.Problem } });

    /// <summary>The path of the file was typed.</summary>
    public static Transition FileTyped(AppModel model)
    {
        if (!model.Exercise.Typing)
            return model;
        ExerciseModel exercise = model.Exercise with { Typing = false, OwnFile = model.Exercise.OwnFile.Trim() };
        exercise = exercise with { Own = new ExerciseProgram() };
        return new Transition(With(model, exercise), Reading(exercise));
    }

    /// <summary>The check is ended.</summary>
    public static Transition Stop(AppModel model) => new(With(model, model.Exercise with { Stopping = true }), [new Effect.StopExercise()]);

    /// <summary>Something happened to the check.</summary>
    public static AppModel Happened(AppModel model, ExerciseEvent happened)
    {
        ExerciseModel exercise = model.Exercise with { Now = happened };
        ExerciseProgram program = exercise.Of(happened.Side);
        return With(model, exercise.With(happened.Side, happened switch
        {
            ExerciseEvent.Compiled compiled => program with { Compilation = compiled.Compilation },
            ExerciseEvent.Refused refused => program with { Refusal = refused.Why },
            ExerciseEvent.Judged judged => program with { Results = program.Results.Add(judged.Result) },
            _ => program,
        }));
    }

    /// <summary>The check is over, and nothing of it is left.</summary>
    public static AppModel Ended(AppModel model, string? bug)
    {
        bool stopped = model.Exercise.Stopping;
        ExerciseModel exercise = model.Exercise with { Live = false, Stopping = false, Now = null };
        model = With(model, exercise.PageByHand || stopped ? exercise : exercise with { Page = PageToLookAt(exercise) });
        if (bug is not null)
            return model with { Notice = new($"a bug in the sandbox: {bug}", Ink.Bad) };
        return stopped ? Told(model, "the check was ended; nothing that it started is left")
            : exercise.Passed == true ? model with { Notice = new($"passed: your program keeps all {exercise.Own.Rules.Of} rules", Ink.Good) }
            : exercise.Passed == false ? model with { Notice = new(Failure(exercise), Ink.Bad) } : model;
    }

    private static Transition Begin(AppModel model)
    {
        ExerciseModel exercise = model.Exercise;
        if (exercise.OpenTask is not { } task)
            return Told(model, exercise.Problem ?? "there is no task that could be checked");
        if (exercise.Live)
            return Told(model, $"a check is under way: {KeyTable.KeyOf(model, ScreenAction.Stop)} ends it");
        if (exercise.OwnFile.Length == 0)
            return Told(model, $"there is no file to check: {KeyTable.KeyOf(model, ScreenAction.TypeProgram)} to type its path");
        exercise = exercise with { Live = true, PageByHand = false, Now = null, Broken = exercise.Broken.Unchecked, Own = exercise.Own.Unchecked };
        return new Transition(With(model, exercise), [.. Reading(exercise), new Effect.StartExercise(task, exercise.OwnFile)]);
    }

    private static Transition Write(AppModel model)
    {
        ExerciseModel exercise = model.Exercise;
        return exercise switch
        {
            { OpenTask: null } => Told(model, exercise.Problem ?? "there is no task"),
            { OpenTask.Broken: null } => Told(model, $"the task {exercise.OpenTask.Id} has no program to begin with"),
            { OwnFile.Length: 0 } => Told(model, $"where to? {KeyTable.KeyOf(model, ScreenAction.TypeProgram)} to type a path"),
            _ => new Transition(model, [new Effect.WriteBroken(exercise.OpenTask.Broken, exercise.OwnFile)]),
        };
    }

    private static DialogModel.Choosing Tasks(ImmutableArray<CheckTask> tasks, ExerciseModel exercise) => new(
        "tasks", [.. tasks.Select(task => new Choice(task.Id, $"{task.Title}: {task.Summary}"))], exercise.OpenTask?.Id ?? "", (now, id) => Opened(now, now.Exercise, Math.Max(0, IndexOf(tasks, id))));

    /// <summary>The first task that is opened is that of the lesson which somebody looks at.</summary>
    private static Transition Begun(AppModel model, ExerciseModel exercise) =>
        Opened(model, exercise, Math.Max(0, model.Lessons.Current is { } lesson ? IndexOf(exercise.Tasks!.Value, lesson.Id) : 0));

    /// <summary>A task is opened, with a file of its name.</summary>
    private static Transition Opened(AppModel model, ExerciseModel exercise, int chosen)
    {
        exercise = exercise with { Chosen = chosen, Page = 0, PageByHand = false };
        if (exercise.OpenTask is not { } task)
            return With(model, exercise);
        exercise = exercise with
        {
            OwnFile = $"{task.Id}.c",
            Own = new ExerciseProgram(),
            Broken = new ExerciseProgram { Source = [.. SafeLines.Of(task.Broken ?? "")], NoSource = task.Broken is null ? "the task has no program to begin with" : null },
        };
        return new Transition(With(model, exercise), Reading(exercise));
    }

    private static ImmutableArray<Effect> Reading(ExerciseModel exercise) => exercise is { OwnFile.Length: > 0, OpenTask: not null } ? [new Effect.ReadSource(exercise.OwnFile)] : [];

    private static ExerciseModel Turned(ExerciseModel exercise, int by) => exercise with { Page = Math.Clamp(exercise.Page + by, 0, exercise.Pages - 1), PageByHand = true };

    /// <summary>Where the learner looks first: what the compiler said where there is no program, else the first case that fails.</summary>
    private static int PageToLookAt(ExerciseModel exercise)
    {
        if (exercise.Own.Problem is not null)
            return ExerciseModel.CompilerPage;
        for (int at = 0; at < exercise.Own.Results.Length; at++)
        {
            if (!exercise.Own.Results[at].Passed)
                return ExerciseModel.FirstCasePage + at;
        }
        return ExerciseModel.FirstCasePage;
    }

    private static string Failure(ExerciseModel exercise)
    {
        if (exercise.Own.Problem is { } problem)
            return $"failed: {Quoted.Bare(problem)}";
        (int kept, int of) = exercise.Own.Rules;
        CaseResult first = exercise.Own.Results.First(result => !result.Passed);
        return $"failed: {kept} of {of} rules hold; {first.Of.Name}: {Quoted.Bare(first.Rules.First(rule => rule.Breach is not null).Breach!.Why)}";
    }

    private static int IndexOf(ImmutableArray<CheckTask> tasks, string id)
    {
        for (int at = 0; at < tasks.Length; at++)
        {
            if (tasks[at].Id == id)
                return at;
        }
        return -1;
    }

    private static AppModel With(AppModel model, ExerciseModel exercise) => model with { Exercise = exercise };

    private static AppModel Told(AppModel model, string text) => model with { Notice = new(text, Ink.Warning) };
}
