using System.Text.Json;

namespace Sandbox.Slow.Tests.Release;

/// <summary>What a run says that does not depend on the machine, in a line: to be compared with what another machine's says.</summary>
internal static class SaidOfRun
{
    /// <summary>The command that makes a small run with all that is compared in its report.</summary>
    public static string[] Command(string model, string fault) =>
        ["run", "--model", model, "--fault", fault, "--length", "4000", "--no-history", "--json", "--timeout", fault is "hang" or "deadlock" ? "5" : "60"];

    /// <summary>The verdict and how each worker ended, or the exit code and what was refused.</summary>
    public static string Of(Finished finished) => Of(finished.ExitCode ?? -1, finished.ExitCode == 0 ? finished.Output : finished.Error);

    /// <summary>The same of an exit code, with the report or what was said.</summary>
    public static string Of(int code, string text)
    {
        if (code != 0)
            return $"exit {code}: {text.Replace("sandbox: ", "").Replace("the machine refused: ", "").Trim()}";
        using JsonDocument report = JsonDocument.Parse(text);
        IEnumerable<string> workers = report.RootElement.GetProperty("workers").EnumerateArray().Select(worker =>
            $"{worker.GetProperty("state").GetString()} {(worker.GetProperty("status") is { ValueKind: JsonValueKind.Object } status ? status.GetProperty("raw").GetInt32() : "-")}");
        return $"{report.RootElement.GetProperty("verdict").GetString()}: {string.Join(", ", workers)}";
    }
}
