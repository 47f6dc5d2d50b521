using System.Runtime.InteropServices;
using Sandbox.Core.Headers;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>What the kernel said of a signal: the number, si_code and si_addr of siginfo_t, see sigaction(2). Laid out as in src/Start/signals.c.</summary>
[NotInC("src/Start/signals.c has it")]
[StructLayout(LayoutKind.Sequential)]
internal struct SignalNote
{
    /// <summary>Its number; 0 where none came. It is written last.</summary>
    public int Signal;

    public int Code;
    public ulong Address;
}
