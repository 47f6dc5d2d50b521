using System.Collections.Concurrent;
using System.Text.Json;
using Sandbox.Core.Catalogue;

namespace Sandbox.Slow.Tests.Release;

/// <summary>What a run says that does not depend on the machine, in a line: to be compared with what another machine's says.</summary>
internal static class SaidOfRun
{
    private static readonly ConcurrentDictionary<(string Model, string Fault), Lazy<Task<string>>> OnceHere = new();

    /// <summary>The faults that leave the host alive, by id: tried with the model <c>processes</c>.</summary>
    public static IReadOnlyList<string> Faults { get; } = [.. FaultCatalogue.All.Where(fault => !fault.LosesHost).Select(fault => fault.Id)];

    /// <summary>The other models that need nothing but the release, or a worker of one's own beside it, with the faults that each is tried with.</summary>
    public static IReadOnlyList<(string Model, string Fault)> Models { get; } =
    [
        .. from model in (string[])["sequential", "threads", "shared", "vfork", "spawn"]
           from fault in (string[])["none", "segfault", "illegal-instruction", "kill", "exit-code"]
           select (model, fault),
        .. from fault in (string[])["none", "kill", "broken-pipe", "file-size-limit", "segfault"]
           select ("program", fault),
    ];

    /// <summary>The command that makes a small run with all that is compared in its report.</summary>
    /// <param name="model">The model.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="worker">Where <see cref="SumProgram"/> is, compiled.</param>
    public static string[] Command(string model, string fault, string worker) =>
    [
        "run", "--model", model, "--fault", fault, "--length", "4000", "--no-history", "--json", "--timeout", fault is "hang" or "deadlock" ? "5" : "60",
        .. model == "program" ? ["--program", worker] : Array.Empty<string>(),
    ];

    /// <summary>What a run says on this machine; it is made once.</summary>
    public static Task<string> Here(string model, string fault) => OnceHere.GetOrAdd((model, fault), run => new(() => RunHere(run.Model, run.Fault))).Value;

    private static async Task<string> RunHere(string model, string fault) => Of(await SandboxProgram.Run(Command(model, fault, await Gcc.Program(SumProgram.Source))));

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
