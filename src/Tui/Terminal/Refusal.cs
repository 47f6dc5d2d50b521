using System.Runtime.InteropServices;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Tui.Terminal;

/// <summary>Why the kernel refused a call, in words.</summary>
internal static class Refusal
{
    /// <summary>What the C library says of an error, and the limit that may be behind it.</summary>
    /// <param name="error">The error's number.</param>
    public static string Words(int error) => Marshal.GetPInvokeErrorMessage(error) + (OwnLimits.Behind(error) is { } limit ? $" ({limit})" : "");
}
