using System.Runtime.InteropServices;
using Sandbox.Core.Headers;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>Room for a mutex of the C library.</summary>
[NotInC("room for pthread_mutex_t on any machine: 40 bytes on x86-64, 48 on arm64; C alone looks inside")]
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct PThreadMutex
{
}

/// <summary>Constants of <c>&lt;pthread.h&gt;</c>.</summary>
[CConstant("pthread.h")]
internal static class PThreadH
{
    public const int PTHREAD_PROCESS_SHARED = 1;
}
