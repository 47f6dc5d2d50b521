using System.Globalization;
using Sandbox.Core.Headers;

namespace Sandbox.Core.Signals;

/// <summary>What a signal comes from, as its si_code says; see sigaction(2).</summary>
public static class SignalCodes
{
    private static readonly (int Signal, int Code, string Name, string Words)[] Rows =
    [
        (0, SignalH.SI_USER, nameof(SignalH.SI_USER), "kill"),
        (0, SignalH.SI_QUEUE, nameof(SignalH.SI_QUEUE), "sigqueue"),
        (0, SignalH.SI_TIMER, nameof(SignalH.SI_TIMER), "a timer"),
        (0, SignalH.SI_MESGQ, nameof(SignalH.SI_MESGQ), "a message queue"),
        (0, SignalH.SI_ASYNCIO, nameof(SignalH.SI_ASYNCIO), "asynchronous input or output"),
        (0, SignalH.SI_SIGIO, nameof(SignalH.SI_SIGIO), "input or output"),
        (0, SignalH.SI_TKILL, nameof(SignalH.SI_TKILL), "tgkill: raise, abort or pthread_kill"),
        (0, SignalH.SI_KERNEL, nameof(SignalH.SI_KERNEL), "the kernel"),
        (SignalH.SIGSEGV, SignalH.SEGV_MAPERR, nameof(SignalH.SEGV_MAPERR), "nothing is mapped there"),
        (SignalH.SIGSEGV, SignalH.SEGV_ACCERR, nameof(SignalH.SEGV_ACCERR), "the page may not be accessed so"),
        (SignalH.SIGBUS, SignalH.BUS_ADRALN, nameof(SignalH.BUS_ADRALN), "the address is not aligned"),
        (SignalH.SIGBUS, SignalH.BUS_ADRERR, nameof(SignalH.BUS_ADRERR), "the file behind the page ends before it"),
        (SignalH.SIGFPE, SignalH.FPE_INTDIV, nameof(SignalH.FPE_INTDIV), "integer division by zero"),
        (SignalH.SIGILL, SignalH.ILL_ILLOPC, nameof(SignalH.ILL_ILLOPC), "there is no such instruction"),
        (SignalH.SIGILL, SignalH.ILL_ILLOPN, nameof(SignalH.ILL_ILLOPN), "there is no such instruction with such operands"),
        (SignalH.SIGTRAP, SignalH.TRAP_BRKPT, nameof(SignalH.TRAP_BRKPT), "a breakpoint"),
        (SignalH.SIGCHLD, SignalH.CLD_EXITED, nameof(SignalH.CLD_EXITED), "the child exited"),
        (SignalH.SIGCHLD, SignalH.CLD_KILLED, nameof(SignalH.CLD_KILLED), "a signal ended the child"),
        (SignalH.SIGCHLD, SignalH.CLD_DUMPED, nameof(SignalH.CLD_DUMPED), "a signal ended the child, and core was dumped"),
        (SignalH.SIGCHLD, SignalH.CLD_TRAPPED, nameof(SignalH.CLD_TRAPPED), "the child is at a trap"),
        (SignalH.SIGCHLD, SignalH.CLD_STOPPED, nameof(SignalH.CLD_STOPPED), "the child stopped"),
        (SignalH.SIGCHLD, SignalH.CLD_CONTINUED, nameof(SignalH.CLD_CONTINUED), "the child goes on"),
    ];

    /// <summary>The name of a code: <c>SEGV_MAPERR</c>; where none is known, the number.</summary>
    /// <param name="signal">The signal: the same number is another code for another signal.</param>
    /// <param name="code">Its si_code.</param>
    public static string NameOf(int signal, int code) => Find(signal, code)?.Name ?? code.ToString(CultureInfo.InvariantCulture);

    /// <summary>A code in words, with its name: <c>nothing is mapped there (SEGV_MAPERR)</c>; where none is known, <c>si_code 7</c>.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="code">Its si_code.</param>
    public static string Told(int signal, int code) => Find(signal, code) is { } known
        ? $"{known.Words} ({known.Name})"
        : string.Create(CultureInfo.InvariantCulture, $"si_code {code}");

    /// <summary>Whether a process sent the signal, so that there is a sender.</summary>
    public static bool IsSent(int code) => code is SignalH.SI_USER or SignalH.SI_QUEUE or SignalH.SI_TKILL;

    /// <summary>Whether the kernel sent it because of an address.</summary>
    public static bool HasAddress(int signal, int code) =>
        code > 0 && code != SignalH.SI_KERNEL && signal is SignalH.SIGSEGV or SignalH.SIGBUS or SignalH.SIGFPE or SignalH.SIGILL or SignalH.SIGTRAP;

    private static (string Name, string Words)? Find(int signal, int code)
    {
        foreach ((int ofSignal, int number, string name, string words) in Rows)
        {
            if (number == code && (ofSignal == 0 || ofSignal == signal))
                return (name, words);
        }
        return null;
    }
}
