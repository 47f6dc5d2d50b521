using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Text;

namespace Sandbox.Core.Tracing;

/// <summary>What is to be traced, and how.</summary>
public sealed record TraceSpec
{
    /// <summary>How many processes there may be at once, where nothing else is asked for.</summary>
    public const int UsualProcesses = 500;

    /// <summary>The longest timeout, in seconds.</summary>
    public const int LongestTimeout = 86_400;

    /// <summary>The program and its arguments; empty where a running program is attached to.</summary>
    public ImmutableArray<string> Program { get; init; } = [];

    /// <summary>The running program to attach to; <c>null</c> where one is started.</summary>
    public int? Attach { get; init; }

    /// <summary>Whether every system call is told, and not only those that the tree is made from.</summary>
    public bool AllCalls { get; init; }

    /// <summary>How many processes there may be at once; with one more, all are ended.</summary>
    public int MaxProcesses { get; init; } = UsualProcesses;

    /// <summary>After how many seconds all is ended; <c>null</c> for never.</summary>
    public double? Timeout { get; init; }

    /// <summary>What becomes of the program's standard output and standard error.</summary>
    public ProgramOutput Output { get; init; } = ProgramOutput.Through;

    /// <summary>The file that takes both, where they go to a file.</summary>
    public string? OutputFile { get; init; }

    /// <summary>The folder that the program works in; <c>null</c> for that of whoever starts it.</summary>
    public string? Folder { get; init; }

    /// <summary>What is done to the program from outside.</summary>
    public ImmutableArray<Injection> Injections { get; init; } = [];

    /// <summary>The command that does the same, but for where the output goes. It is as raw as the program's words are: whoever shows it makes it safe.</summary>
    public string CommandLine
    {
        get
        {
            List<string> words = ["sandbox", "trace"];
            if (Attach is { } pid)
                words.AddRange(["--pid", pid.ToString(CultureInfo.InvariantCulture)]);
            if (AllCalls)
                words.Add("--all-calls");
            if (MaxProcesses != UsualProcesses)
                words.AddRange(["--max-processes", MaxProcesses.ToString(CultureInfo.InvariantCulture)]);
            if (Timeout is { } seconds)
                words.AddRange(["--timeout", seconds.ToString("0.###", CultureInfo.InvariantCulture)]);
            foreach (Injection injection in Injections)
                words.AddRange(["--inject", injection.Asked]);
            if (!Program.IsEmpty)
                words.AddRange(["--", .. Program]);
            return CommandWords.Line(words);
        }
    }
}

/// <summary>Where a traced program's output goes.</summary>
public enum ProgramOutput
{
    /// <summary>Where it would go without the sandbox.</summary>
    Through,

    /// <summary>Its standard output goes to standard error: ours is for the result.</summary>
    ToError,

    /// <summary>Both go to a file.</summary>
    ToFile,

    /// <summary>Whoever follows the trace reads both, by <see cref="ITrace.ReadOutput"/>. The program has no terminal then, and nothing to read.</summary>
    ToFollower,
}

/// <summary>The program could not be started, or not be attached to: exit code 126 or 127 as of a shell; 2 where there is no such process to attach to, 3 where it may not be traced.</summary>
/// <param name="message">What was found.</param>
/// <param name="exitCode">The exit code.</param>
public sealed class ProgramRefusedException(string message, int exitCode) : Exception(message)
{
    /// <summary>What a shell's <c>$?</c> would be.</summary>
    public int ExitCode { get; } = exitCode;
}
