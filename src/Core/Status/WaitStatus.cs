using System.Text.Json.Serialization;
using Sandbox.Core.Signals;

namespace Sandbox.Core.Status;

/// <summary>
/// A wait status as <c>waitpid(2)</c> stores it. It holds the raw value; everything else is a view of it, with the meaning
/// that the <c>W*</c> macros of <c>&lt;sys/wait.h&gt;</c> give it.
/// </summary>
/// <param name="Raw">The status word, unchanged.</param>
[JsonConverter(typeof(WaitStatusConverter))]
public readonly record struct WaitStatus(int Raw)
{
    private const int SignalBits = 0x7f;
    private const int CoreBit = 0x80;
    private const int StoppedMark = 0x7f;
    private const int ContinuedWord = 0xffff;

    /// <summary>WIFEXITED: the child ended by <c>_exit(2)</c> or by returning from main.</summary>
    public bool Exited => (Raw & SignalBits) == 0;

    /// <summary>WEXITSTATUS: the low eight bits of the exit code, 0 to 255; <c>null</c> unless <see cref="Exited"/>.</summary>
    public int? ExitCode => Exited ? (Raw >> 8) & 0xff : null;

    /// <summary>WIFSIGNALED: a signal ended the child.</summary>
    public bool Signaled => !Exited && (Raw & SignalBits) != StoppedMark;

    /// <summary>WTERMSIG: the signal that ended the child, 1 to 126; <c>null</c> unless <see cref="Signaled"/>.</summary>
    public int? Signal => Signaled ? Raw & SignalBits : null;

    /// <summary>The name of <see cref="Signal"/> as <c>kill -l</c> prints it, or <c>null</c>.</summary>
    public string? SignalName => Signal is { } number ? SignalTable.NameOf(number) : null;

    /// <summary>WCOREDUMP: the kernel dumped core, or ran a helper that was to; <c>false</c> unless <see cref="Signaled"/>.</summary>
    public bool CoreDumped => Signaled && (Raw & CoreBit) != 0;

    /// <summary>WIFSTOPPED: a signal stopped the child; seen only with WUNTRACED.</summary>
    public bool Stopped => (Raw & 0xff) == StoppedMark;

    /// <summary>WSTOPSIG: the signal that stopped the child, 0 to 255; <c>null</c> unless <see cref="Stopped"/>.</summary>
    public int? StopSignal => Stopped ? (Raw >> 8) & 0xff : null;

    /// <summary>The name of <see cref="StopSignal"/> as <c>kill -l</c> prints it, or <c>null</c>.</summary>
    public string? StopSignalName => StopSignal is { } number ? SignalTable.NameOf(number) : null;

    /// <summary>WIFCONTINUED: SIGCONT let the child go on; seen only with WCONTINUED.</summary>
    public bool Continued => Raw == ContinuedWord;

    /// <summary>The raw value in hexadecimal, at least four digits: <c>0x000b</c>.</summary>
    public string Hex => $"0x{Raw:x4}";

    /// <summary>
    /// What a shell shows in <c>$?</c>: the exit code, or 128 plus the signal; <c>null</c> for a child that has not ended.
    /// Two statuses can fold to one value: exit code 139 and SIGSEGV both show 139.
    /// </summary>
    public int? ShellCode => ExitCode ?? (Signal is { } number ? 128 + number : null);

    /// <summary>The status of a child that called <c>_exit</c> with a code; only its low eight bits survive.</summary>
    public static WaitStatus OfExit(int code) => new((code & 0xff) << 8);

    /// <summary>The status of a child that a signal ended.</summary>
    public static WaitStatus OfSignal(int number, bool core = false) => new(number | (core ? CoreBit : 0));

    /// <summary>The status in a few words: <c>exited 3</c>, <c>killed by SIGSEGV (11)</c>, <c>stopped by SIGSTOP (19)</c>, <c>killed by signal 32</c>.</summary>
    public override string ToString() => this switch
    {
        { Continued: true } => "continued",
        { Exited: true } => $"exited {ExitCode}",
        { Stopped: true } => $"stopped by {SignalTable.Told(StopSignal!.Value)}",
        { Signaled: true } => $"killed by {SignalTable.Told(Signal!.Value)}{(CoreDumped ? ", core dumped" : "")}",
        _ => "no status that the kernel makes",
    };
}
