using System.Runtime.InteropServices;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Boards;

/// <summary>
/// What workers share for a fault that takes more than one of them. It lies in the board's header, which all of them map, and on
/// cache lines of its own.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 704)]
internal struct SharedArea
{
    /// <summary>How many have come to the barrier. A futex(2) word.</summary>
    public int Arrived;

    /// <summary>The total of a data race, where the workers share memory with the host on purpose only.</summary>
    public CountedTotal Counted;

    /// <summary>The two locks of a deadlock.</summary>
    public PThreadMutex EvenLock, OddLock;

    /// <summary>The lock whose owner dies.</summary>
    public PThreadMutex OwnersLock;

    /// <summary>1 as soon as its owner has it.</summary>
    public int OwnerHasLock;

    /// <summary>The total as the host found it in its own memory when all workers were done.</summary>
    public long TotalOfHost;
}
