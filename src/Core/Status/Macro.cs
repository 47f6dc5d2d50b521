using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Signals;

namespace Sandbox.Core.Status;

/// <summary>What one macro of <c>&lt;sys/wait.h&gt;</c> says of a status.</summary>
/// <param name="Name">The macro.</param>
/// <param name="Value">What it gives: <c>true</c>, <c>false</c> or a number; <c>null</c> where it has no meaning for this status.</param>
/// <param name="Says">What that means, or why it means nothing.</param>
public sealed record Macro(string Name, string? Value, string Says)
{
    /// <summary>Every macro, in the order in which a program asks them.</summary>
    public static ImmutableArray<Macro> Of(WaitStatus status) =>
    [
        Flag("WIFEXITED", status.Exited, "it ended by itself: bits 0 to 6 are 0", "bits 0 to 6 are not 0"),
        Number("WEXITSTATUS", status.ExitCode, "its exit code: bits 8 to 15", "no meaning: it did not exit"),
        Flag("WIFSIGNALED", status.Signaled, "a signal ended it: bits 0 to 6 are its number", "bits 0 to 6 are 0 or 127"),
        Number("WTERMSIG", status.Signal, status.Signal is { } signal ? Meaning(signal) : "", "no meaning: no signal ended it"),
        Flag("WCOREDUMP", status.CoreDumped, "the kernel dumped core: bit 7", status.Signaled ? "bit 7 is 0: no core was dumped" : "no core: no signal ended it"),
        Flag("WIFSTOPPED", status.Stopped, "a signal stopped it: bits 0 to 7 are 0x7f", "bits 0 to 7 are not 0x7f"),
        Number("WSTOPSIG", status.StopSignal, status.StopSignal is { } stop ? Meaning(stop) : "", "no meaning: it is not stopped"),
        Flag("WIFCONTINUED", status.Continued, "SIGCONT let it go on: the word is 0xffff", "the word is not 0xffff"),
    ];

    /// <summary>What a shell shows, and what it cannot tell apart.</summary>
    public static Macro Shell(WaitStatus status) => status switch
    {
        { Signal: { } signal } => new("$?", Text(128 + signal), $"128 + {signal}; exit code {128 + signal} would look the same"),
        { ExitCode: { } code } when code > 128 && SignalTable.Find(code - 128) is { } twin =>
            new("$?", Text(code), $"the exit code; {twin.Name} would look the same"),
        { ExitCode: { } code } => new("$?", Text(code), "the exit code"),
        _ => new("$?", null, "a shell shows nothing: it has not ended"),
    };

    private static Macro Flag(string name, bool value, string yes, string no) => new(name, value ? "true" : "false", value ? yes : no);

    private static Macro Number(string name, int? value, string says, string not) =>
        value is { } number ? new(name, Text(number), says) : new(name, null, not);

    private static string Meaning(int number) => SignalTable.Find(number) is { } signal
        ? $"{signal.Name}: {signal.Meaning}"
        : number == 0 ? "there is no signal 0" : $"kill -l knows no signal {number}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
