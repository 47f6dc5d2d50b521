using System.Collections.Concurrent;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;

namespace Sandbox.EndToEnd.Tests.Oracles;

/// <summary>
/// A cell of the grid of models and faults: one run of the program by a user without privileges. It takes place once, whoever asks.
/// </summary>
internal static class GridRun
{
    private static readonly ConcurrentDictionary<(string, string), Lazy<Task<Finished>>> Runs = new();
    private static readonly UnprivilegedUser User = new();

    /// <summary>Every model with every fault.</summary>
    public static IEnumerable<(string Model, string Fault)> Cells =>
        from model in ModelCatalogue.Own from fault in FaultCatalogue.All select (model.Id, fault.Id);

    /// <summary>The options that are a cell's spec. Where the timeout has to end the run it is short; elsewhere it is out of reach.</summary>
    public static string[] Options(string model, string fault) =>
        ["--model", model, "--fault", fault, "--length", "1000", "--timeout", fault is "hang" or "deadlock" ? "1" : "60"];

    /// <summary>What the program left behind.</summary>
    public static Task<Finished> Of(string model, string fault) => Runs.GetOrAdd(
        (model, fault), _ => new(() => new SandboxProgram { User = User }.RunWith([.. "run --json".Split(' '), .. Options(model, fault)]))).Value;

    /// <summary>The report of a cell that can be run.</summary>
    public static async Task<RunReport> Report(string model, string fault) => ReportJson.Read((await Of(model, fault)).AssertExit(0).Output);
}
