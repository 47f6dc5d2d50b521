using System.Collections.Immutable;
using Sandbox.Core.Faults;
using Sandbox.Core.Models;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Runs;

/// <summary>One thing that can be set for a run: an option, a variable, a key of the settings file, a field of the form.</summary>
/// <param name="Name">Its name: the option without dashes.</param>
/// <param name="Value">What stands for its value in help: <c>NAME[:ARG]</c>.</param>
/// <param name="Summary">What it is, in one line, with the default.</param>
/// <param name="Words">The words that its value can be; empty for a number.</param>
public sealed record RunSetting(string Name, string Value, string Summary, ImmutableArray<string> Words)
{
    /// <summary>The option: <c>--workers</c>.</summary>
    public string Option => $"--{Name}";

    /// <summary>Whether it is on or off: an option without a value, otherwise <c>true</c> or <c>false</c>.</summary>
    public bool IsSwitch => Value.Length == 0;

    /// <summary>What its value looks like in JSON, for messages: <c>a number</c>.</summary>
    public string JsonForm => this switch
    {
        _ when this == RunSettings.Faulty => "an index, a list of indices, \"last\" or \"all\"",
        { IsSwitch: true } => "true or false",
        { Words.IsEmpty: true } => "a number",
        _ => "a text in quotes",
    };

    /// <summary>The environment variable: <c>SANDBOX_WORKERS</c>.</summary>
    public string Variable => $"SANDBOX_{Name.ToUpperInvariant()}";
}

/// <summary>Everything that can be set for a run: one table for options, variables, the settings file, help and completion.</summary>
public static class RunSettings
{
    /// <summary>Which execution model.</summary>
    public static RunSetting Model { get; } = new(
        "model", "ID", $"what the workers are (default {RunDefaults.Model}); see sandbox models", [.. ModelCatalogue.All.Select(model => model.Id)]);

    /// <summary>How many workers.</summary>
    public static RunSetting Workers { get; } = new("workers", "N", $"how many workers share the array (default {RunDefaults.Workers})", []);

    /// <summary>How long the array is.</summary>
    public static RunSetting Length { get; } = new("length", "N", $"elements of the array, four bytes each (default {RunDefaults.Length:#,0})", []);

    /// <summary>What the elements are made from.</summary>
    public static RunSetting Seed { get; } = new("seed", "N", $"what the elements are made from (default {RunDefaults.Seed})", []);

    /// <summary>Which fault, with its argument.</summary>
    public static RunSetting Fault { get; } = new(
        "fault", "NAME[:ARG]", $"what goes wrong (default {RunDefaults.Fault}); see sandbox faults", [.. FaultCatalogue.All.Select(fault => fault.Id)]);

    /// <summary>Which workers do the fault.</summary>
    public static RunSetting Faulty { get; } = new(
        "faulty", "I[,J...]", "which workers do it: indices, last or all (default 2, or the last of fewer than 3)", ["last", "all"]);

    /// <summary>How the host waits.</summary>
    public static RunSetting Wait { get; } = new(
        "wait", "ID", $"how the parent waits for its children (default {RunDefaults.Wait}); see sandbox waits", [.. WaitCatalogue.All.Select(wait => wait.Id)]);

    /// <summary>Who goes first when an intruder takes part.</summary>
    public static RunSetting Order { get; } = new(
        "order", "WORD", $"intruder-first or race, where an intruder takes part (default {RunDefaults.Order.Id})",
        [RunOrder.IntruderFirst.Id, RunOrder.Race.Id]);

    /// <summary>The size of the array's pages.</summary>
    public static RunSetting Pages { get; } = new(
        "pages", "SIZE", $"4k or 2m, the array's pages (default {RunDefaults.Pages.Id})", [PageSize.Small.Id, PageSize.Huge.Id]);

    /// <summary>How slowly the workers go.</summary>
    public static RunSetting Pace { get; } = new("pace", "SECONDS", $"at least how long each worker takes (default {RunDefaults.Pace}, full speed)", []);

    /// <summary>When a run is ended.</summary>
    public static RunSetting Timeout { get; } = new("timeout", "SECONDS", $"when a run that hangs is ended (default {RunDefaults.Timeout})", []);

    /// <summary>Whether the host ends before its children.</summary>
    public static RunSetting Orphan { get; } = new(
        "orphan", "", "the parent ends first and waits for nobody: its children get a new parent", [SpecWords.On, SpecWords.Off]);

    /// <summary>Which resource limits the workers set on themselves.</summary>
    public static RunSetting Limit { get; } = new(
        "limit", "NAME=VALUE[,...]", "limits of each worker process: cpu (seconds), as, fsize, stack (bytes, or with k, m, g), nofile (default none)",
        [RunDefaults.Limit, "cpu=1", "as=256m", "fsize=64k", "nofile=64", "stack=1m"]);

    /// <summary>Whether the workers of a data race add atomically.</summary>
    public static RunSetting Atomic { get; } = new(
        "atomic", "", "with data-race: add with atomic instructions, and lose nothing (default false)", [SpecWords.On, SpecWords.Off]);

    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public static ImmutableArray<RunSetting> All { get; } =
        [Model, Workers, Length, Seed, Fault, Faulty, Wait, Order, Pages, Pace, Timeout, Orphan, Limit, Atomic];
}
