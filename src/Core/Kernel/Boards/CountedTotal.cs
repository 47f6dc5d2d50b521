using System.Runtime.InteropServices;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Boards;

/// <summary>One total that workers add to, and the locks beside it: whoever has the one has the others, or a copy of them.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CountedTotal
{
    /// <summary>The total. The locks are on other cache lines: who waits for one does not slow down who adds.</summary>
    public CacheLine Value;

    public PThreadMutex Mutex;
    public PosixSemaphore Semaphore;
    public SpinLockWord Spin;
}

/// <summary>A number on a cache line of its own.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct CacheLine
{
    public long Number;
}
