using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>The faults that are an exit, a signal, or no end at all.</summary>
internal static unsafe class SignalFaults
{
    /// <summary>Does nothing: the fault none.</summary>
    public static void None(WorkerJob* job)
    {
    }

    /// <summary>Exits with the argument as its code.</summary>
    public static void ExitCode(WorkerJob* job) => Raw.Exit((int)job->Argument);

    /// <summary>Sends itself SIGKILL.</summary>
    public static void Kill(WorkerJob* job) => Raw.Kill(Raw.GetPid(), SignalH.SIGKILL);

    /// <summary>Sends itself SIGTERM.</summary>
    public static void Terminate(WorkerJob* job) => Raw.Kill(Raw.GetPid(), SignalH.SIGTERM);

    /// <summary>Sends itself the signal that the argument is.</summary>
    public static void Signal(WorkerJob* job) => Raw.Kill(Raw.GetPid(), (int)job->Argument);

    /// <summary>Writes to a pipe that nobody reads.</summary>
    public static void BrokenPipe(WorkerJob* job)
    {
        int* ends = stackalloc int[2];
        FaultNeeds.Pipe(ends);
        Raw.Close(ends[0]);
        Raw.Write(ends[1], ends, sizeof(int));
    }

    /// <summary>Sets an alarm and waits for it.</summary>
    public static void Alarm(WorkerJob* job)
    {
        Raw.Alarm(1);
        while (Volatile.Read(ref job->Zero) == 0)
            Raw.Pause();
    }

    /// <summary>Stops itself until somebody continues it.</summary>
    public static void Stop(WorkerJob* job)
    {
        // To this very thread, which so stops before it does anything else; one for the process any thread may take.
        Raw.Syscall(SyscallH.SYS_tgkill, Raw.GetPid(), Raw.Syscall(SyscallH.SYS_gettid, 0, 0, 0, 0, 0, 0), SignalH.SIGSTOP, 0, 0, 0);
        // A parent that asks for it is told that we go on, unless we have ended by then.
        while (job->StopsAreSeen && Volatile.Read(ref job->Slot->ContinueSeen) == 0)
            Worker.Rest(200_000);
    }

    /// <summary>Loops for ever.</summary>
    public static void Hang(WorkerJob* job)
    {
        while (Volatile.Read(ref job->Zero) == 0)
        {
        }
    }
}
