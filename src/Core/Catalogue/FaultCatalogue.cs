using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Sandbox.Core.Arrays;
using Sandbox.Core.Headers;
using Sandbox.Core.Signals;
using Sandbox.Core.Status;

namespace Sandbox.Core.Catalogue;

/// <summary>Every fault there is: a row each.</summary>
public static class FaultCatalogue
{
    /// <summary>The exit code of the program that a worker becomes by the fault exec: one that nothing else here ends with.</summary>
    public const int ReplacedExits = 42;

    private static readonly bool OnArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    private const string AtStart = "at its first instruction it gets";

    /// <summary>The faults, in the order in which they are listed to people.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new("none", "no fault: every worker stores its sum and exits", "exited 0", Exits(0)) { Actor = FaultActor.Nobody },

        new("segfault", "writing 42 through a null pointer, as the lab does", "SIGSEGV", Killed(SignalH.SIGSEGV)) { RaisedByMachine = true },
        new("wild-pointer", "writing to an address that nothing is mapped at", "SIGSEGV", Killed(SignalH.SIGSEGV)) { RaisedByMachine = true },
        new("read-only", "writing to memory that may only be read: a page mapped PROT_READ, or the program's own code", "SIGSEGV", Killed(SignalH.SIGSEGV))
        {
            Takes = () => FaultArguments.ReadOnlyPlace,
            RaisedByMachine = true,
        },
        new("stack-overflow", "recursing without bound until the stack is used up", "SIGSEGV", Killed(SignalH.SIGSEGV)) { RaisedByMachine = true },
        new("bus-error", "touching a mapping past the end of its file", "SIGBUS", Killed(SignalH.SIGBUS)) { RaisedByMachine = true },
        OnArm
            ? new("divide-by-zero", "dividing an integer by zero", "exited 0: a processor of arm64 gives 0, and goes on", Exits(0))
            : new("divide-by-zero", "dividing an integer by zero", "SIGFPE", Killed(SignalH.SIGFPE)) { RaisedByMachine = true },
        new("illegal-instruction", "executing an opcode that the architecture leaves undefined", "SIGILL", Killed(SignalH.SIGILL)) { RaisedByMachine = true },
        new("breakpoint", "executing a trap instruction with no debugger there", "SIGTRAP", Killed(SignalH.SIGTRAP)) { RaisedByMachine = true },
        new("abort", "calling abort()", "SIGABRT", Killed(SignalH.SIGABRT)),
        new("double-free", "freeing one block of malloc twice", "SIGABRT, from the C library", Killed(SignalH.SIGABRT))
        {
            DiesInCLibrary = true,
        },

        new(
            "exit-code", "exiting with a chosen code, of which the kernel keeps the low eight bits", "exited N",
            code => WaitStatus.OfExit((int)code))
        {
            Takes = () => FaultArguments.ExitCode,
        },
        new("kill", "sending itself SIGKILL", "SIGKILL", Killed(SignalH.SIGKILL))
        {
            FromOutside = $"{AtStart} SIGKILL", Sends = _ => SignalH.SIGKILL,
        },
        new("terminate", "sending itself SIGTERM", "SIGTERM", Killed(SignalH.SIGTERM))
        {
            FromOutside = $"{AtStart} SIGTERM", Sends = _ => SignalH.SIGTERM,
        },
        new("signal", "sending itself a chosen signal, which has its default action", "that signal", ByDefaultActionOf)
        {
            Takes = () => FaultArguments.Signal,
            Stops = signal => SignalTable.Find((int)signal) is { Action: SignalAction.Stop },
            FromOutside = $"{AtStart} the chosen signal", Sends = signal => (int)signal,
        },
        new(
            "signal-queue", "blocking SIGUSR1 and SIGRTMIN, sending itself so many of each, and taking what arrived",
            "exited 0: standard signals become one, real-time signals queue", Exits(0))
        {
            Takes = () => FaultArguments.Count,
            QueuesSignals = true,
        },
        new(
            "exec", "calling execve() before its sum is stored: another program takes its place and its pid",
            $"exited {ReplacedExits}, as the program says that it became", Exits(ReplacedExits))
        {
            BecomesProgram = true,
            Lingers = true,
        },
        new("broken-pipe", "writing to a pipe whose reading end is closed", "SIGPIPE", Killed(SignalH.SIGPIPE))
        {
            FromOutside = "the descriptor for its sum is a pipe whose reading end is closed",
        },
        new("alarm", "alarm(1), and waiting", "SIGALRM, a second later", Killed(SignalH.SIGALRM))
        {
            Lingers = true, FromOutside = "it starts with an alarm(1) that it did not ask for",
        },

        new("cpu-limit", "spinning past RLIMIT_CPU, its processor time", "SIGXCPU, at the soft limit", Killed(SignalH.SIGXCPU))
        {
            Lingers = true, FromOutside = "it starts with an RLIMIT_CPU of 1 second",
        },
        new("file-size-limit", "writing to a file past RLIMIT_FSIZE", "SIGXFSZ", Killed(SignalH.SIGXFSZ))
        {
            Lingers = true, FromOutside = "it starts with an RLIMIT_FSIZE of 0: its sum cannot be written either",
        },
        new("forbidden-syscall", "calling socket(), which its seccomp filter kills", "SIGSYS", Killed(SignalH.SIGSYS))
        {
            FromOutside = "it starts with a seccomp filter that kills it when it calls socket()",
        },
        new("out-of-memory", "allocating past RLIMIT_AS until malloc fails", "exited 12, which is ENOMEM", Exits(ErrnoH.ENOMEM))
        {
            Lingers = true, FromOutside = "it starts with an RLIMIT_AS of 16 MiB",
        },
        new("open-files", "opening files past RLIMIT_NOFILE until open fails", "exited 24, which is EMFILE", Exits(ErrnoH.EMFILE))
        {
            Lingers = true, FromOutside = "it starts with an RLIMIT_NOFILE of 6: one file at a time beside the five that it has",
        },

        new(
            "stop", "SIGSTOP to itself; SIGCONT comes after a set time, or earlier from the learner",
            "stopped, continued, then exited 0", Exits(0))
        {
            Takes = () => FaultArguments.StopSeconds,
            StopsItself = true,
            Lingers = true,
            FromOutside = $"{AtStart} SIGSTOP, and SIGCONT after a set time", Sends = _ => SignalH.SIGSTOP,
        },
        new("hang", "looping for ever, until the run's timeout", "SIGKILL, sent by the parent", _ => null),
        new("deadlock", "two neighbours taking two locks in opposite order", "SIGKILL, sent by the parent", _ => null)
        {
            TakesNeighbour = true,
            TakesOthersAtOnce = true,
            Refusal = (model, workers) => TakesTwo("a deadlock", model, workers),
        },
        new(
            "lock-owner-dies", "SIGKILL to itself, with a lock in its hands that all others take before they store their sums",
            "SIGKILL; another one gets EOWNERDEAD, or all wait for a lock that nobody gives back", Killed(SignalH.SIGKILL))
        {
            Takes = () => FaultArguments.Robustness,
            OthersTakeLock = true,
            TakesOthersAtOnce = true,
            Refusal = (model, workers) => TakesTwo("a lock whose owner dies", model, workers),
        },
        new(
            "host-loss", "taking its whole machine away: Open MPI's daemon there is killed, or the link to it is cut",
            "SIGKILL, for its daemon is gone; nobody is told where the link is cut", loss => loss == FaultArguments.LinkLoss ? null : Killed(SignalH.SIGKILL)(loss))
        {
            Takes = () => FaultArguments.Loss,
            LosesHost = true,
            Otherwise = loss => loss != FaultArguments.LinkLoss ? null
                : "at the default settings of Open MPI nobody would have noticed for 300 s, and the ranks of the lost host would have gone on spinning",
        },

        new(
            "write-pages", "writing the same values back to pages of its slice: each write to a page takes a page fault, which is counted",
            "exited 0: look at the page faults", Exits(0))
        {
            Takes = () => FaultArguments.SomePages,
            CountsPageFaults = true,
            Lingers = true,
        },
        new(
            "cold-file", "reading pages of a file on a disk that the kernel keeps no copy of: each takes a major fault, which is counted",
            "exited 0: look at the major faults", Exits(0))
        {
            Takes = () => FaultArguments.FilePages,
            ReadsColdFile = true,
            Lingers = true,
        },

        new(
            "corrupt-array", "an extra worker, the intruder, writing -1000 over the whole array", "exited 0: look at the sums",
            Exits(0))
        {
            Actor = FaultActor.Intruder,
            Takes = () => FaultArguments.Pages,
            Elements = PageRange.Elements,
            Lingers = true,
        },
        new(
            "corrupt-sums", "writing over the neighbours' slots in the results array, once they have stored their sums",
            "exited 0: shared on purpose is shared in failure", Exits(0))
        {
            TakesOthersAtOnce = true,
        },
        new(
            "data-race", "all workers adding 1 to one total for each of their elements, without a lock",
            "exited 0: updates are lost where memory is shared; where it is private none arrives", Exits(0))
        {
            Actor = FaultActor.AllWorkers,
            CountsUpdates = true,
            TakesOthersAtOnce = true,
            Lingers = true,
        },
    ];

    /// <summary>The ids of those that can be done from outside, with commas between them.</summary>
    internal static string DoneFromOutside => string.Join(", ", All.Where(fault => fault.FromOutside is not null).Select(fault => fault.Id));

    /// <summary>The fault with an id, or <c>null</c>.</summary>
    public static Fault? Find(string id)
    {
        foreach (Fault fault in All)
        {
            if (fault.Id == id)
                return fault;
        }
        return null;
    }

    private static Func<long, WaitStatus?> Killed(int signal) => _ => WaitStatus.OfSignal(signal);

    private static Func<long, WaitStatus?> Exits(int code) => _ => WaitStatus.OfExit(code);

    private static WaitStatus? ByDefaultActionOf(long signal) => SignalTable.Find((int)signal)!.Action switch
    {
        SignalAction.Ignore or SignalAction.Continue => WaitStatus.OfExit(0),
        SignalAction.Stop => null,
        _ => WaitStatus.OfSignal((int)signal),
    };

    private static string? TakesTwo(string what, ExecutionModel model, int workers) => model.Single
        ? $"{what} takes two workers, and the model {model.Id} has one"
        : workers < 2 ? $"{what} takes two workers, and there is one; use --workers 2 or more" : null;
}
