using System.Globalization;
using System.Text.Json;

namespace Sandbox.Soak;

/// <summary>waitpid(2): what the macros say of a raw status, on Linux.</summary>
internal static class WaitWord
{
    /// <summary>The raw status of a process that called exit with a code.</summary>
    public static int OfExit(int code) => (code & 0xff) << 8;

    /// <summary>What a status of the report says that its raw number does not.</summary>
    public static IEnumerable<string> Faults(JsonElement status)
    {
        int raw = status.GetProperty("raw").GetInt32();
        bool exited = (raw & 0x7f) == 0, stopped = (raw & 0xff) == 0x7f, continued = raw == 0xffff, signaled = !exited && !stopped && !continued;
        stopped &= !continued;
        return
        [
            .. Differs(status, "hex", string.Create(CultureInfo.InvariantCulture, $"0x{raw:x4}")),
            .. Differs(status, "exited", exited),
            .. Differs(status, "exitCode", exited ? (raw >> 8) & 0xff : null),
            .. Differs(status, "signaled", signaled),
            .. Differs(status, "signal", signaled ? raw & 0x7f : null),
            .. Differs(status, "signalName", signaled ? SignalRules.NameOf(raw & 0x7f) : null),
            .. Differs(status, "coreDumped", signaled && (raw & 0x80) != 0),
            .. Differs(status, "stopped", stopped),
            .. Differs(status, "stopSignal", stopped ? (raw >> 8) & 0xff : null),
            .. Differs(status, "stopSignalName", stopped ? SignalRules.NameOf((raw >> 8) & 0xff) : null),
            .. Differs(status, "continued", continued),
        ];
    }

    private static IEnumerable<string> Differs(JsonElement status, string field, object? expected)
    {
        JsonElement found = status.GetProperty(field);
        JsonElement right = JsonSerializer.SerializeToElement(expected);
        if (!JsonElement.DeepEquals(found, right))
            yield return $"status {status.GetProperty("raw").GetRawText()}: {field}: expected {right.GetRawText()}, got {found.GetRawText()}";
    }
}
