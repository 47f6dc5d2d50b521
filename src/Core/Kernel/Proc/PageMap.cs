using Sandbox.Core.Arrays;
using Sandbox.Core.Catalogue;

namespace Sandbox.Core.Kernel.Proc;

/// <summary>
/// Reads states out of the words of <c>/proc/PID/pagemap</c>, one of 64 bits a page. Bits: 63 present, 61 file or shared-anonymous,
/// 56 mapped exactly once (proc_pid_pagemap(5)). Bit 56 means "mapped once", not "I copied it": it can be trusted while the parent
/// lives and has not written, and where pages are small.
/// </summary>
internal static class PageMap
{
    private const ulong Present = 1UL << 63;
    private const ulong FileOrShared = 1UL << 61;
    private const ulong MappedOnce = 1UL << 56;

    /// <summary>The state that a word speaks of.</summary>
    /// <param name="word">The page's word.</param>
    /// <param name="mapping">How the array is mapped.</param>
    public static PageState StateOf(ulong word, ArrayMapping mapping)
    {
        if ((word & Present) == 0)
            return PageState.Untouched;
        bool own = mapping switch
        {
            ArrayMapping.Shared => false,
            // A private mapping of a file: the file's own frame until it is written, an anonymous copy from then on.
            ArrayMapping.MemFd => (word & FileOrShared) == 0,
            _ => (word & MappedOnce) != 0,
        };
        return own ? PageState.Private : PageState.Shared;
    }

    /// <summary>The state of a page of the program's own file: the file's frame until the page is written, an anonymous one from then on.</summary>
    public static PageState StateOfOwn(ulong word) => (word & Present) == 0 ? PageState.Untouched
        : (word & FileOrShared) != 0 || (word & MappedOnce) == 0 ? PageState.Shared
        : PageState.Private;

    /// <summary>The number of the frame; 0 where the kernel does not tell it, which it tells root alone.</summary>
    public static ulong FrameOf(ulong word) => (word & Present) != 0 ? word & ((1UL << 55) - 1) : 0;

    /// <summary>Whether a word speaks of a frame of a file, or of memory that processes share on purpose.</summary>
    public static bool IsOfFile(ulong word) => (word & (Present | FileOrShared)) == (Present | FileOrShared);
}
