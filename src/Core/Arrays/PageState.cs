namespace Sandbox.Core.Arrays;

/// <summary>What one process has at one page of the array; see proc_pid_pagemap(5).</summary>
public enum PageState : byte
{
    /// <summary>No frame: the process has not touched the page.</summary>
    Untouched,

    /// <summary>A frame that others see too: the parent's, or for good where the array is MAP_SHARED.</summary>
    Shared,

    /// <summary>A frame of the process's own: it wrote, and the kernel copied.</summary>
    Private,

    /// <summary>A frame that the run's fault has written: a copy of the one that wrote, or else the one frame that all of them use.</summary>
    Written,
}
