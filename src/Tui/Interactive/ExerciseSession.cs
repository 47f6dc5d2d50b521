using System.Collections.Immutable;
using Sandbox.Core;
using Sandbox.Core.Checking;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Kernel.Programs;
using Sandbox.Core.Tracing;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Interactive;

/// <summary>Carries the effects out that concern the check of an exercise: compiles both programs, runs the cases of both, ends that, tells the loop what happens.</summary>
internal sealed class ExerciseSession(Func<ITracer> tracer, Inbox inbox) : IDisposable
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(6);

    private readonly Lock _turn = new();
    private ITrace? _trace;
    private bool _stopAsked;
    private Task _checking = Task.CompletedTask;

    public void Start(CheckTask task, string file)
    {
        lock (_turn)
            _stopAsked = false;
        // One after the other, where one that was ended is not gone yet.
        _checking = _checking.ContinueWith(_ => Check(task, file), TaskScheduler.Default);
    }

    /// <summary>Ends all that the check has started, or is about to start.</summary>
    public void Stop()
    {
        ITrace? trace;
        lock (_turn)
            (_stopAsked, trace) = (true, _trace);
        trace?.Stop();
    }

    /// <summary>Ends the check and waits until nothing of it is left, but not for ever: the kernel ends it with this process.</summary>
    public void Dispose()
    {
        Stop();
        _checking.Wait(EndPatience);
    }

    private void Check(CheckTask task, string file)
    {
        string? bug = null;
        try
        {
            if (task.Broken is { } broken)
                Check(task, ExerciseSide.Broken, () => CheckedProgram.OfText(tracer(), CheckTask.BrokenName, broken, Began));
            Check(task, ExerciseSide.Own, () => CheckedProgram.Of(tracer(), file, Began));
        }
        catch (Exception problem)
        {
            // Whatever it was: the screen lives on, and says so.
            bug = problem is SandboxBugException ? problem.Message : $"{problem.GetType().Name}: {problem.Message}";
        }
        inbox.Post(new Message.ExerciseEnded(bug));
    }

    private void Check(CheckTask task, ExerciseSide side, Func<CheckedProgram> make)
    {
        try
        {
            if (IsStopped)
                return;
            Tell(new ExerciseEvent.Compiling(side));
            using CheckedProgram program = make();
            if (IsStopped)
                return;
            if (program.Compilation is { } compilation)
                Tell(new ExerciseEvent.Compiled(side, compilation));
            ImmutableArray<CheckCase> cases = program.Compilation?.Problem is null ? task.Cases : [];
            for (int at = 0; at < cases.Length; at++)
            {
                Tell(new ExerciseEvent.Running(side, at));
                CaseResult result = CheckRun.Case(tracer(), task, cases[at], [program.File, .. task.Arguments], program.Folder, Began);
                if (IsStopped)
                    return;
                Tell(new ExerciseEvent.Judged(side, result));
            }
        }
        catch (Exception refused) when (refused is ProgramRefusedException or MachineRefusedException or FileRefusedException)
        {
            Tell(new ExerciseEvent.Refused(side, refused.Message));
        }
    }

    private bool IsStopped
    {
        get
        {
            lock (_turn)
                return _stopAsked;
        }
    }

    private void Began(ITrace trace)
    {
        bool late;
        lock (_turn)
            (_trace, late) = (trace, _stopAsked);
        // Asked for while the program was being started: there was nothing to be ended then.
        if (late)
            trace.Stop();
    }

    private void Tell(ExerciseEvent happened) => inbox.Post(new Message.ExerciseHappened(happened));
}
