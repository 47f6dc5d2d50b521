using System.Globalization;
using Sandbox.Core.Signals;

namespace Sandbox.Core.Runs;

/// <summary>What the kernel said of the signal that a worker's fault raised, as the worker's handler got it in siginfo_t before the signal ended it.</summary>
/// <param name="Signal">The signal's number.</param>
/// <param name="SignalName">Its name, as <c>kill -l</c> prints it.</param>
/// <param name="Code">si_code.</param>
/// <param name="CodeName">Its name: <c>SEGV_ACCERR</c>; the number where none is known.</param>
/// <param name="Address">si_addr: <c>0x10</c>; <c>null</c> where the signal is of no address.</param>
public sealed record SignalInfoReport(int Signal, string SignalName, int Code, string CodeName, string? Address)
{
    /// <summary>What was taken down, with its names.</summary>
    /// <param name="signal">The signal's number.</param>
    /// <param name="code">si_code.</param>
    /// <param name="address">si_addr, which means something for some codes only.</param>
    public static SignalInfoReport Of(int signal, int code, ulong address) => new(
        signal, SignalTable.NameOf(signal), code, SignalCodes.NameOf(signal, code),
        SignalCodes.HasAddress(signal, code) ? string.Create(CultureInfo.InvariantCulture, $"0x{address:x}") : null);

    /// <summary>In words: <c>SIGSEGV (11) at address 0x0: nothing is mapped there (SEGV_MAPERR)</c>.</summary>
    public override string ToString() =>
        $"{SignalTable.Told(Signal)}{(Address is null ? "" : $" at address {Address}")}: {SignalCodes.Told(Signal, Code)}";
}
