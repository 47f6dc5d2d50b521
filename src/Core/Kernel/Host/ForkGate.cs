using System.Buffers.Text;
using System.Runtime.CompilerServices;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Kernel.Workers;

namespace Sandbox.Core.Kernel.Host;

/// <summary>
/// The one place that forks, and the rules under which fork is safe in any program that has a runtime:
/// <list type="number">
/// <item>The program is compiled ahead of time: a child has nothing to compile, to load or to bind.</item>
/// <item>No other managed thread is alive: a lock that one held would stay locked in the child for ever, and the collector's signal
/// would find nobody to answer.</item>
/// <item>Every signal has its default action and none is blocked (<see cref="SignalSets.ResetAll"/>): the runtime's handlers would turn
/// SIGSEGV and SIGFPE into exceptions or SIGABRT.</item>
/// <item>The threads that are no managed ones (the runtime's finalizer is one, and may still be starting) can hold locks of malloc's, and some faults call malloc:
/// <see cref="Raw.Fork"/> is the fork of the C library, which waits for those.</item>
/// <item>A child's path has no allocation, no exception and no lock, and calls C through <see cref="Raw"/> alone.</item>
/// </list>
/// Only the host keeps them, so only the host forks; anywhere else the gate refuses.
/// </summary>
internal static unsafe class ForkGate
{
    private static int _quietThreads;

    /// <summary>Makes this process one that may fork: call it before any thread is started.</summary>
    /// <exception cref="SandboxBugException">This program was not compiled ahead of time.</exception>
    public static void Prepare()
    {
        if (RuntimeFeature.IsDynamicCodeSupported)
            throw new SandboxBugException("this program compiles its code as it runs, and a child that is forked from it could not; only sandbox-host forks");
        SignalSets.ResetAll();
        // The values that depend on the machine's architecture are computed at first use: not in a child.
        RuntimeHelpers.RunClassConstructor(typeof(SyscallH).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(MachineCode).TypeHandle);
        _quietThreads = CountThreads();
    }

    /// <summary>Waits until the threads that were started since <see cref="Prepare"/> are gone for the kernel too.</summary>
    public static void WaitForQuiet()
    {
        // Thread.Join returns while the thread still runs its last instructions, perhaps with a lock of malloc's in hand.
        while (CountThreads() > _quietThreads)
            Worker.Rest(50_000);
    }

    /// <summary>Forks a child that lives as a worker.</summary>
    /// <returns>The child's pid, or -1 with <see cref="Raw.Errno"/> set. In the child it does not return.</returns>
    public static int Fork(WorkerJob* job)
    {
        if (_quietThreads == 0)
            throw new SandboxBugException("this process was not made ready to fork");
        int pid = Raw.Fork();
        if (pid == 0)
            Worker.LiveAsChild(job);
        return pid;
    }

    /// <summary>
    /// Starts a child that lives as a worker in this very memory, on a stack of its own, and sleeps until it has ended. What holds for a
    /// forked child holds for it, and more: whatever it leaves in memory is there afterwards.
    /// </summary>
    /// <param name="job">The worker's job.</param>
    /// <param name="stackTop">The end of its stack, which is in nobody's use.</param>
    /// <returns>The child's pid, or -1 with <see cref="Raw.Errno"/> set.</returns>
    public static int VFork(WorkerJob* job, void* stackTop)
    {
        if (_quietThreads == 0)
            throw new SandboxBugException("this process was not made ready to fork");
        // A managed function of one pointer is called as one of C is; the runtime sees no transition, and has none to take back.
        delegate*<WorkerJob*, int> live = &Worker.LiveAsBorrower;
        return Raw.Clone(live, stackTop, SchedH.CLONE_VM | SchedH.CLONE_VFORK | SignalH.SIGCHLD, job);
    }

    private static int CountThreads()
    {
        ReadOnlySpan<byte> name = "\nThreads:\t"u8;
        Span<byte> status = stackalloc byte[4096];
        status = status[..ProcFile.Read("/proc/self/status\0"u8, status)];
        return Utf8Parser.TryParse(status[(status.IndexOf(name) + name.Length)..], out int threads, out _)
            ? threads
            : throw new SandboxBugException("/proc/self/status does not say how many threads there are");
    }
}
