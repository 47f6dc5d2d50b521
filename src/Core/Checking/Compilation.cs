using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Checking;

/// <summary>What a C compiler made of a file.</summary>
/// <param name="Command">The command that does the same by hand.</param>
/// <param name="Lines">What the compiler said, as raw as it came.</param>
/// <param name="Problem">Why there is no program, in a sentence; <c>null</c> where there is one.</param>
public sealed record Compilation(ImmutableArray<string> Command, ImmutableArray<string> Lines, string? Problem)
{
    /// <summary>After how many seconds a compiler is ended.</summary>
    public const double Timeout = 30;

    private const int MostProcesses = 50;

    /// <summary>The compilers that are looked for on PATH, the first that is there is taken.</summary>
    public static ImmutableArray<string> Compilers { get; } = ["cc", "gcc", "clang", "tcc"];

    /// <summary>What is said where there is none.</summary>
    public static string NoCompiler => $"no C compiler: none of {string.Join(", ", Compilers)} is on PATH; install one (apt install gcc, dnf install gcc, apk add gcc musl-dev), or give a program that is compiled already";

    /// <summary>Compiles a file: under the tracer, so that neither the compiler nor what it starts outlives the timeout or the sandbox.</summary>
    /// <param name="tracer">What starts it.</param>
    /// <param name="compiler">The compiler's file.</param>
    /// <param name="source">The C file's name.</param>
    /// <param name="from">The folder that it lies in; messages name the file as it is called there.</param>
    /// <param name="folder">Takes the program, and what the compiler makes on its way.</param>
    /// <param name="name">What the program is called.</param>
    /// <param name="started">Takes the trace when it has begun: it can be stopped.</param>
    /// <exception cref="ProgramRefusedException">The compiler cannot be started.</exception>
    /// <exception cref="MachineRefusedException">The machine lets nothing be traced.</exception>
    public static Compilation Of(ITracer tracer, string compiler, string source, string from, string folder, string name, Action<ITrace> started)
    {
        string file = source.StartsWith('-') ? $"./{source}" : source;
        ImmutableArray<string> command = [compiler, .. Options, "-o", name, file];
        Trial trial = Trial.Run(
            tracer,
            new TraceSpec
            {
                // A compiler keeps its own files where this says; killed, it leaves them there.
                Program = ["env", $"TMPDIR={folder}", compiler, .. Options, "-o", $"{folder}/{name}", file],
                Folder = from,
                Timeout = Timeout,
                MaxProcesses = MostProcesses,
            },
            started);
        return new Compilation(command, trial.Lines, ProblemOf(trial, source));
    }

    private static ImmutableArray<string> Options { get; } = ["-Wall", "-Wextra", "-g", "-pthread"];

    private static string? ProblemOf(Trial trial, string source) => trial switch
    {
        { Tree.Stop: TraceStop.Timeout } => string.Create(CultureInfo.InvariantCulture, $"the compiler was still at {source} after {Timeout} s, and was ended"),
        { Tree.Stop: TraceStop.Limit } => string.Create(CultureInfo.InvariantCulture, $"the compiler started more than {MostProcesses} processes for {source}, and was ended"),
        { Tree.Stop: not null } => $"the compiler was ended before it was done with {source}",
        { Tree.First.End: { ExitCode: 0 } } => null,
        { Tree.First.End: { Exited: true } } => $"{source} does not compile",
        { Tree.First.End: { } end } => $"the compiler was {end} at {source}",
        _ => $"nobody knows how the compiler ended at {source}",
    };
}
