using System.Runtime.InteropServices;
using Sandbox.Core.Headers;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>What src/Start has for the programs, which it is linked into.</summary>
internal static unsafe partial class StartC
{
    /// <summary>The name of it for the linker.</summary>
    public const string Library = "start";

    /// <summary>From now on a SIGSEGV, SIGFPE or SIGRTMIN that somebody sends ends this process, as it ends any other; the runtime's handlers forget it.</summary>
    [LibraryImport(Library, EntryPoint = "sandbox_heed_sent_signals")]
    public static partial void HeedSentSignals();

    /// <summary>Where a thread is not to be had, this process says so to the screen's watchdog, and ends.</summary>
    /// <param name="pipe">The pipe to the watchdog while the terminal is the screen's; 0 otherwise: then it is said on standard error.</param>
    [LibraryImport(Library, EntryPoint = "sandbox_tell_watchdog")]
    public static partial void TellWatchdog(int pipe);

    /// <summary>Makes the child that becomes a traced program when a byte has come through its gate.</summary>
    /// <returns>Its pid, or the error's number below 0.</returns>
    [LibraryImport(Library, EntryPoint = "sandbox_trace_start")]
    public static partial int StartTraced(TraceStart* start);

    /// <summary>Whether a program can be executed, asked without running it.</summary>
    /// <returns>0, or the error's number.</returns>
    [LibraryImport(Library, EntryPoint = "sandbox_try_program")]
    public static partial int TryProgram(byte* path);

    /// <summary>From now on this process adopts what its descendants leave behind, and ends all of them when its parent ends.</summary>
    [LibraryImport(Library, EntryPoint = "sandbox_hold_programs")]
    public static partial void HoldPrograms(int parent);

    /// <summary>Starts a process that removes a folder when nobody has the descriptor any more that this returns. It is a child of this process, or of whoever adopts orphans.</summary>
    /// <returns>The descriptor, or the error's number below 0.</returns>
    [LibraryImport(Library, EntryPoint = "sandbox_watch_folder")]
    public static partial int WatchFolder(byte* path, int ownChild, int* watcher);

    /// <summary>Whether another user could put something else in the place of what is made in a folder: 0 no, 1 the folder or one above it is theirs, 2 they may write to it.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="which">Which one it is; room for 4,096 bytes.</param>
    [LibraryImport(Library, EntryPoint = "sandbox_distrust_folder")]
    public static partial int DistrustFolder(byte* path, byte* which);

    /// <summary>Looks for the core file in the folder of a process, and removes it unless it is to stay.</summary>
    /// <returns>Its size; -1 where there is none.</returns>
    [LibraryImport(Library, EntryPoint = "sandbox_take_core")]
    public static partial long TakeCore(byte* path, int pid, int keep);

    /// <summary>What the kernel says of the next SIGSEGV, SIGBUS, SIGFPE, SIGILL or SIGTRAP of this thread is taken down; then it ends the process.</summary>
    /// <param name="into">Memory that others have too: the process does not outlive it. Safe in a forked child.</param>
    [LibraryImport(Library, EntryPoint = "sandbox_note_signal"), SuppressGCTransition]
    public static partial void NoteSignal(SignalNote* into);

    /// <summary>Ends all that is below this process, and waits for it.</summary>
    [LibraryImport(Library, EntryPoint = "sandbox_end_children")]
    public static partial void EndChildren();

    /// <summary>Starts mpirun as a child that dies with this process.</summary>
    /// <param name="path">Its program.</param>
    /// <param name="arguments">Its words, the first of them its name.</param>
    /// <param name="environment">Its variables.</param>
    /// <param name="output">Where it writes.</param>
    /// <param name="folder">The folder in which it works, which is not removed while it lives; <c>null</c> where it has none.</param>
    /// <returns>Its pid, or the error's number below 0.</returns>
    [LibraryImport(Library, EntryPoint = "sandbox_start_mpirun")]
    public static partial int StartMpirun(byte* path, byte** arguments, byte** environment, int output, byte* folder);

    /// <summary>What tells a process from all others, on all machines.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="into">Takes the text, of at most <see cref="RankReport.StampBytes"/>.</param>
    /// <returns>0, or below 0 where there is no such process.</returns>
    [LibraryImport(Library, EntryPoint = "sandbox_stamp")]
    public static partial int Stamp(int pid, byte* into);

    /// <summary>A word that nobody can guess.</summary>
    /// <returns>0, or below 0 where the kernel has none.</returns>
    [LibraryImport(Library, EntryPoint = "sandbox_token")]
    public static partial int Token(byte* into);

    /// <summary>Whether this is a rank of another machine than its host's, which has to make its board itself.</summary>
    [LibraryImport(Library, EntryPoint = "sandbox_is_far")]
    public static partial int IsFar();

    /// <summary>Tells the reaper of such a rank where in its board it finds what it reports.</summary>
    [LibraryImport(Library, EntryPoint = "sandbox_show_board")]
    public static partial void ShowBoard(BoardView* places);

    /// <summary>Whether this rank may take its machine away: 0, or what stands against it, an error's number or one of src/Start/loss.c.</summary>
    [LibraryImport(Library, EntryPoint = "sandbox_may_lose")]
    public static partial int MayLose(int loss);

    /// <summary>Takes this rank's machine away.</summary>
    [LibraryImport(Library, EntryPoint = "sandbox_lose_host")]
    public static partial void LoseHost(int loss);

    /// <summary>Gives a signal a handler that does nothing: it ends the blocking call of the thread that it is sent to.</summary>
    /// <returns>The signal, or the error's number below 0.</returns>
    [LibraryImport(Library, EntryPoint = "sandbox_trace_wake_signal")]
    public static partial int WakeSignal();
}

/// <summary>What a traced program starts with; src/Start/trace.c has the same.</summary>
[NotInC("src/Start/trace.c has it")]
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TraceStart
{
    public byte* Path;
    public byte** Arguments;
    public fixed int Descriptors[3];
    public int Gate;
    public int GateWriter;
    public int Complaint;
    public int OwnSession;
    public SockFProg Filter;
    public byte* Folder;
    public LimitAtStart* Limits;
}

/// <summary>A soft limit that a traced program starts with.</summary>
[NotInC("src/Start/trace.c has it")]
[StructLayout(LayoutKind.Sequential)]
internal struct LimitAtStart
{
    public long Resource;
    public ulong Soft;
}
