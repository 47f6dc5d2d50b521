using System.Runtime.InteropServices;
using Sandbox.Core.Headers;

namespace Sandbox.Core.Kernel.Bindings;

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

/// <summary>What waitid(2) says of a child, and what a signal brings; see sigaction(2).</summary>
[CStruct("signal.h", "siginfo_t")]
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct SigInfo
{
    [CField("si_signo")][FieldOffset(0)] public int Number;
    [CField("si_code")][FieldOffset(8)] public int Code;
    [CField("si_addr")][FieldOffset(16)] public ulong Address;
    [CField("si_pid")][FieldOffset(16)] public int Pid;
    [CField("si_status")][FieldOffset(24)] public int Status;
}

/// <summary>What a signalfd brings for each signal that came; see signalfd(2).</summary>
[CStruct("sys/signalfd.h", "struct signalfd_siginfo")]
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct SignalFdSigInfo
{
    [CField("ssi_signo")][FieldOffset(0)] public uint Number;
    [CField("ssi_pid")][FieldOffset(12)] public uint Pid;
}

/// <summary>Constants of <c>&lt;sys/signalfd.h&gt;</c>.</summary>
[CConstant("sys/signalfd.h")]
internal static class SignalFdH
{
    public const int SFD_CLOEXEC = 0x80000;
}

/// <summary>Sets of signals, and what becomes of signals in this process.</summary>
internal static class SignalSets
{
    /// <summary>A set with one signal in it; the kernel's layout, bit n-1 for signal n.</summary>
    public static unsafe SigSet Of(int number)
    {
        SigSet set = default;
        ((ulong*)&set)[0] = 1UL << (number - 1);
        return set;
    }

    /// <summary>A set with two signals in it.</summary>
    public static unsafe SigSet Of(int one, int other)
    {
        SigSet set = Of(one);
        ((ulong*)&set)[0] |= 1UL << (other - 1);
        return set;
    }

    /// <summary>
    /// Sets every signal of the calling process to its default action and unblocks all. The runtime turns SIGSEGV and SIGFPE
    /// into exceptions and ignores SIGPIPE; where workers live, what the hardware raises must end the process.
    /// </summary>
    public static unsafe void ResetAll()
    {
        SigAction byDefault = default;
        for (int number = 1; number <= SignalH.LastSignal; number++)
            Raw.SigAction(number, &byDefault, null);
        SigSet none = default;
        Raw.SigProcMask(SignalH.SIG_SETMASK, &none, null);
    }
}
