using System.Globalization;
using Sandbox.Core.Signals;

namespace Sandbox.Core.Tracing;

/// <summary>A signal that a traced process got, in words.</summary>
public static class SignalOrigin
{
    /// <summary>A signal with where it comes from: <c>SIGSEGV (11) at address 0x0: nothing is mapped there (SEGV_MAPERR)</c>.</summary>
    public static string Told(TraceEvent.SignalTaken taken)
    {
        string signal = SignalTable.Told(taken.Signal);
        if (taken.Address is { } address)
            return string.Create(CultureInfo.InvariantCulture, $"{signal} at address 0x{address:x}: {SignalCodes.Told(taken.Signal, taken.Code)}");
        if (taken.Sender is not { } sender)
            return $"{signal}: {SignalCodes.Told(taken.Signal, taken.Code)}";
        return SignalCodes.IsSent(taken.Code)
            ? string.Create(CultureInfo.InvariantCulture, $"{signal} from {sender} by {SignalCodes.Told(taken.Signal, taken.Code)}")
            : string.Create(CultureInfo.InvariantCulture, $"{signal} of {sender}: {SignalCodes.Told(taken.Signal, taken.Code)}");
    }
}
