using System.Collections.Immutable;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Checking;

/// <summary>The runs of a check: the command and the screen make the same.</summary>
public static class CheckRun
{
    /// <summary>Runs a program as a case of a task asks for, and judges it.</summary>
    /// <param name="tracer">What traces it.</param>
    /// <param name="task">The task.</param>
    /// <param name="one">The case.</param>
    /// <param name="program">The program with its arguments.</param>
    /// <param name="folder">The folder that it works in; <c>null</c> for that of this process.</param>
    /// <param name="started">Takes the trace when it has begun: it can be stopped. What comes of a run that was stopped is no verdict.</param>
    /// <exception cref="ProgramRefusedException">The program cannot be started.</exception>
    /// <exception cref="MachineRefusedException">The machine lets nothing be traced.</exception>
    public static CaseResult Case(ITracer tracer, CheckTask task, CheckCase one, ImmutableArray<string> program, string? folder, Action<ITrace> started) =>
        CaseResult.Judge(task, one, Trial.Run(tracer, new TraceSpec { Program = program, Folder = folder, Timeout = task.Timeout, Injections = one.Inject }, started));
}
