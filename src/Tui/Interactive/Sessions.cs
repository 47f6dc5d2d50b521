using Sandbox.Tui.App;

namespace Sandbox.Tui.Interactive;

/// <summary>Who carries out what is to be done outside of the screen: runs, the matrix, a traced program, files.</summary>
/// <param name="Run">The run.</param>
/// <param name="Matrix">The runs of the matrix.</param>
/// <param name="Trace">The traced program.</param>
/// <param name="Exercise">The check of an exercise.</param>
/// <param name="Files">The files.</param>
internal sealed record Sessions(RunSession Run, MatrixSession Matrix, TraceSession Trace, ExerciseSession Exercise, FileSession Files)
{
    /// <summary>Carries an effect out.</summary>
    /// <returns>Whether it was one of theirs; else it is the terminal's.</returns>
    public bool Carry(Effect effect)
    {
        switch (effect)
        {
            case Effect.StartRun start:
                Run.Start(start.Spec, start.Stepped);
                return true;
            case Effect.Advance advance:
                Run.Advance(advance.Worker);
                return true;
            case Effect.RunOn:
                Run.RunOn();
                return true;
            case Effect.StopRun:
                Run.Stop();
                return true;
            case Effect.SendSignal send:
                Run.Send(send);
                return true;
            case Effect.KeepRun keep:
                Files.Keep(keep.Report);
                return true;
            case Effect.KeepTrace keep:
                Files.Keep(keep.Trace);
                return true;
            case Effect.ReadHistory:
                Files.ReadHistory();
                return true;
            case Effect.ReadLessons:
                Files.ReadLessons();
                return true;
            case Effect.KeepProgress keep:
                Files.KeepProgress(keep.Line);
                return true;
            case Effect.WriteProgram write:
                Files.WriteProgram(write.Spec);
                return true;
            case Effect.FillMatrix fill:
                Matrix.Fill(fill.Plan);
                return true;
            case Effect.StopMatrix:
                Matrix.Stop();
                return true;
            case Effect.StartTrace start:
                Trace.Start(start.Spec);
                return true;
            case Effect.StopTrace:
                Trace.Stop();
                return true;
            case Effect.SignalTrace signal:
                Trace.Signal(signal.Number);
                return true;
            case Effect.ReadTasks:
                Files.ReadTasks();
                return true;
            case Effect.ReadSource read:
                Files.ReadSource(read.File);
                return true;
            case Effect.WriteBroken write:
                Files.WriteBroken(write.Text, write.File);
                return true;
            case Effect.StartExercise start:
                Exercise.Start(start.Task, start.File);
                return true;
            case Effect.StopExercise:
                Exercise.Stop();
                return true;
            default:
                return false;
        }
    }
}
