using System.Runtime.InteropServices;

namespace Sandbox.Core.Native;

/// <summary>A set of signals; see sigsetops(3).</summary>
[CStruct("signal.h", "sigset_t")]
[StructLayout(LayoutKind.Sequential, Size = 128)]
internal struct SigSet
{
}

/// <summary>A signal's disposition; see sigaction(2).</summary>
[CStruct("signal.h", "struct sigaction")]
[StructLayout(LayoutKind.Sequential)]
internal struct SigAction
{
    [CField("sa_handler")] public nint Handler;
    [CField("sa_mask")] public SigSet Mask;
    [CField("sa_flags")] public int Flags;
    [CField("sa_restorer")] public nint Restorer;
}

/// <summary>Constants of <c>&lt;signal.h&gt;</c>.</summary>
[CConstant("signal.h")]
internal static class SignalH
{
    public const int SIGILL = 4;
    public const int SIGTRAP = 5;
    public const int SIGABRT = 6;
    public const int SIGBUS = 7;
    public const int SIGFPE = 8;
    public const int SIGKILL = 9;
    public const int SIGSEGV = 11;
    public const int SIGALRM = 14;
    public const int SIGTERM = 15;
    public const int SIG_SETMASK = 2;

    [CConstant("signal.h", "_NSIG - 1")]
    public const int LastSignal = 64;

    /// <summary>
    /// Sets every signal of the calling process to its default action and unblocks all. The runtime turns SIGSEGV and SIGFPE
    /// into exceptions and ignores SIGPIPE; where workers live, what the hardware raises must end the process.
    /// </summary>
    public static unsafe void ResetAll()
    {
        SigAction byDefault = default;
        for (int number = 1; number <= LastSignal; number++)
            Raw.SigAction(number, &byDefault, null);
        SigSet none = default;
        Raw.SigProcMask(SIG_SETMASK, &none, null);
    }
}
