using System.Text.Json;

namespace Sandbox.Slow.Tests.Release;

/// <summary>What a run says that does not depend on the machine, in a line: to be compared with what another machine's says.</summary>
internal static class SaidOfRun
{
    /// <summary>The command that makes a small run with all that is compared in its report.</summary>
    public static string[] Command(string model, string fault) =>
        ["run", "--model", model, "--fault", fault, "--length", "4000", "--no-history", "--json", "--timeout", fault is "hang" or "deadlock" ? "5" : "60"];

    /// <summary>The verdict and how each worker ended, or the exit code and what was refused.</summary>
    public static string Of(Finished finished)
    {
        if (finished.ExitCode != 0)
            return $"exit {finished.ExitCode}: {finished.Error.Replace("sandbox: ", "").Replace("the machine refused: ", "").Trim()}";
        IEnumerable<string> workers = finished.Json.GetProperty("workers").EnumerateArray().Select(worker =>
            $"{worker.GetProperty("state").GetString()} {(worker.GetProperty("status") is { ValueKind: JsonValueKind.Object } status ? status.GetProperty("raw").GetInt32() : "-")}");
        return $"{finished.Json.GetProperty("verdict").GetString()}: {string.Join(", ", workers)}";
    }
}
