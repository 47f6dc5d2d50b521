using System.Runtime.InteropServices;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Boards;

/// <summary>
/// The board's header. The board is one memfd, mapped by the screen, the host and every worker: the flight recorder. Workers
/// write it with plain volatile stores, the screen reads it at its own pace; it survives any death.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 4096)]
internal struct BoardHeader
{
    /// <summary>The layout's version; a host refuses another.</summary>
    public const int CurrentVersion = 7;

    public int Version;

    /// <summary>How many slots there are, an intruder's included.</summary>
    public int Slots;

    /// <summary>The gate: nobody takes a <see cref="Runs.Step"/> before it has that step's number.</summary>
    public int Gate;

    /// <summary>Counts the changes of the gate. A futex(2) word: those who wait sleep on it.</summary>
    public int GateChanges;

    /// <summary>1 where a person opens the gate step by step, and not the run itself.</summary>
    public int Stepped;

    /// <summary>The step that the host waits to take; 0 where it does not wait.</summary>
    public int HostStep;

    /// <summary>When a person let a stepped run go on to its end; 0 before. The timeout counts from then.</summary>
    public long OpenedAt;

    /// <summary>How many pages the array has.</summary>
    public long Pages;

    /// <summary>How many pages one cell of a page map stands for; 0 where workers do not look at their page maps.</summary>
    public long PagesPerCell;

    /// <summary>How many cells each worker has on the board; 0 where pages are only counted.</summary>
    public int Cells;

    /// <summary>How many bytes the spec takes that stands at the end of the board, as text.</summary>
    public int SpecBytes;

    /// <summary>The process that supervises the run, and adopts workers whose host has ended.</summary>
    public int Supervisor;

    /// <summary>1 where the host has a folder for core files: each worker has one of its own in it, and works there.</summary>
    public int CoreFolder;

    /// <summary>Page faults of the host, and 1 more: while it filled the array, and while it wrote to it again when no worker was left; 0 where it did not count.</summary>
    public long ParentFirstTouch, ParentAgain;

    /// <summary>What MPI_Reduce has brought to rank 0, and 1 in the second where it has.</summary>
    public long ReducedSum, HasReduced;

    /// <summary>Whether the MPI library has ULFM, and 1 more; 0 where rank 0 did not come to look.</summary>
    public int HasUlfm;

    /// <summary>The first number of the version of mpirun that is to start the ranks; 0 in other runs.</summary>
    public int LauncherMajor;

    /// <summary>The sections of the program that a worker and its host had: see <see cref="SectionTable"/>.</summary>
    public SectionTable Sections;

    /// <summary>What workers share for a fault that takes more than one of them.</summary>
    public SharedArea Shared;
}

/// <summary>What a worker wrote about itself: cache lines of its own, so that no two workers share one.</summary>
[StructLayout(LayoutKind.Sequential, Size = 384)]
internal struct WorkerSlot
{
    /// <summary>A <see cref="Runs.WorkerStage"/>.</summary>
    public int Stage;

    public int Pid;
    public int Tid;

    /// <summary>The <see cref="Runs.Step"/> that it waits to take; 0 where it does not wait.</summary>
    public int Step;

    /// <summary>The step up to which the gate is open for this worker alone.</summary>
    public int Pass;

    /// <summary>The parents of a worker that is to be an orphan, as it saw them: the host, then who adopted it; 0 before that.</summary>
    public int OldParent, NewParent;

    /// <summary>The process group that a launcher has given it; 0 where it is in its host's.</summary>
    public int Group;

    /// <summary>Who stands above a rank: its parent, the reaper, and the front, which mpirun takes for the rank; 0 for other workers.</summary>
    public int Reaper, Front;

    /// <summary>The pid of a rank on the machine where it is, which is not the host's: then <see cref="Pid"/> is 0, and nobody here takes it for a process.</summary>
    public int FarPid;

    /// <summary>Whether its parent was told that it stopped, and that it went on.</summary>
    public int StopSeen, ContinueSeen;

    /// <summary>The <see cref="Runs.EndedBy"/> whose SIGKILL it got while it was alive, and 1 more; 0 where nobody here sent it one.</summary>
    public int EndSent;

    /// <summary>1 where a signal had stopped it when it got that SIGKILL.</summary>
    public int FoundStopped;

    /// <summary>The last signal that somebody sent it from the screen; 0 where nobody did.</summary>
    public int SignalSent;

    /// <summary>1 where who sends the fault's signal to a worker that is somebody else's program is ready to do so.</summary>
    public int SenderReady;

    /// <summary>Why a worker could not become that program: the error of execve(2); 0 where it could, or did not try.</summary>
    public int ExecError;

    /// <summary>What that program wrote in the place of its sum: a <see cref="Runs.SumLine"/>, and 1 more; 0 for other workers.</summary>
    public int Wrote;

    /// <summary>How often it was started again after it had failed; what stands here is of its last life.</summary>
    public int Life;

    /// <summary>1 where it got the lock whose owner has died, and where it was told of that by EOWNERDEAD.</summary>
    public int GotOwnersLock, ToldOwnerDead;

    /// <summary>The pid that the program sees which the worker became by exec; 0 where it became none, or the program did not come to say so.</summary>
    public int ExecPid;

    /// <summary>How many of each signal it sent itself, how many of either kind it then took, and how many the kernel refused; 0 for other faults.</summary>
    public int SignalsSent, StandardArrived, RealTimeArrived, SignalsRefused;

    /// <summary>How many elements it has dealt with.</summary>
    public long Done;

    /// <summary>Nanoseconds of CLOCK_MONOTONIC; 0 where it did not come to that.</summary>
    public long StartedAt, FaultAt, EndedAt, ReapedAt;

    /// <summary>What a thread used; a process's usage comes with the wait.</summary>
    public long UserMicroseconds, SystemMicroseconds, MaxRss, MinorFaults, MajorFaults;

    /// <summary>How many of the array's pages it had, when it looked last: with a frame that others see, and of its own.</summary>
    public long PagesShared, PagesOwn;

    /// <summary>When it looked; 0 where it did not.</summary>
    public long PagesAt;

    /// <summary>Page faults and 1 more, 0 where it did not count: while it read its slice, and while it wrote to so many pages of it.</summary>
    public long ReadFaults, WriteFaults, PagesWritten;

    /// <summary>Of a file that it read: its pages and 1 more, 0 where there was none; how many the kernel still had; the page faults.</summary>
    public long FilePages, FileResident, FileMajorFaults, FileMinorFaults;

    /// <summary>Where the array lies in its address space.</summary>
    public long ArrayAt;

    /// <summary>What the kernel said of the signal that its fault raised.</summary>
    public SignalNote Noted;

    /// <summary>When a rank was told of another one's failure, by an error of which class, and how long it shrank the communicator then; 0 where it was not.</summary>
    public long ToldAt, ToldBy, ShrankFor;

    /// <summary>When it began to add to the one total, and when it was done; 0 where it did not come to that.</summary>
    public long AddingFrom, AddedAt;
}
