using System.Runtime.InteropServices;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Host;

/// <summary>
/// Interrupts a host that blocks in a wait call. A host has one thread and it waits in the kernel, as the lab's does, so only
/// a signal reaches it: SIGALRM, with a handler that does nothing and without SA_RESTART, makes the call return EINTR.
/// </summary>
internal static unsafe class HostTimer
{
    /// <summary>Interrupts blocking calls after a time, and then again and again: the first could come just before a call.</summary>
    /// <param name="seconds">After how long.</param>
    public static void Interrupt(double seconds)
    {
        // A handler must be native code that does nothing and may run at any moment: abs(3) takes an int and only returns one.
        SigAction handler = new() { Handler = NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "abs") };
        Raw.SigAction(SignalH.SIGALRM, &handler, null);
        LibC.Alarm(seconds, again: 0.05);
    }

    /// <summary>No more interruptions.</summary>
    public static void Stop() => LibC.Alarm(0, 0);
}
