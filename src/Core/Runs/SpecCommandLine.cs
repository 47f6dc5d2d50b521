using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Faults;
using Sandbox.Core.Models;

namespace Sandbox.Core.Runs;

/// <summary>The inverse of <see cref="SpecResolver"/>: a spec as the shortest command line.</summary>
internal static class SpecCommandLine
{
    public static string Of(RunSpec spec) => string.Join(
        ' ', ["sandbox", "run", .. Settings(spec).SelectMany(setting => setting.Value == SpecWords.On ? new[] { $"--{setting.Name}" } : [$"--{setting.Name}", setting.Value])]);

    /// <summary>What differs from the defaults.</summary>
    public static IEnumerable<Setting> Settings(RunSpec spec)
    {
        (RunSetting Setting, string Value, string Default)[] values =
        [
            (RunSettings.Model, spec.Model, RunDefaults.Model),
            (RunSettings.Workers, Text(spec.Workers), Text(HasOneWorkerAnyway(spec) ? spec.Workers : RunDefaults.Workers)),
            (RunSettings.Length, Text(spec.Length), Text(RunDefaults.Length)),
            (RunSettings.Seed, Text(spec.Seed), Text(RunDefaults.Seed)),
            (RunSettings.Fault, FaultText(spec), RunDefaults.Fault),
            (RunSettings.Faulty, Faulty(spec), ""),
            (RunSettings.Wait, spec.Wait, RunDefaults.Wait),
            (RunSettings.Order, spec.Order.Id, RunDefaults.Order.Id),
            (RunSettings.Pages, spec.Pages.Id, RunDefaults.Pages.Id),
            (RunSettings.Pace, Text(spec.Pace), Text(RunDefaults.Pace)),
            (RunSettings.Timeout, Text(spec.Timeout), Text(RunDefaults.Timeout)),
            (RunSettings.Orphan, OnOrOff(spec.Orphan), SpecWords.Off),
            (RunSettings.Limit, spec.Limits.ToString(), RunDefaults.Limit),
            (RunSettings.Atomic, OnOrOff(spec.Atomic), SpecWords.Off),
        ];
        return values.Where(value => value.Value != value.Default)
            .Select(value => new Setting(value.Setting.Name, value.Value, value.Setting.Option));
    }

    private static string OnOrOff(bool on) => on ? SpecWords.On : SpecWords.Off;

    private static bool HasOneWorkerAnyway(RunSpec spec) => ModelCatalogue.Find(spec.Model) is { Single: true };

    private static string FaultText(RunSpec spec)
    {
        bool plain = spec.FaultArgument is null
            || (FaultCatalogue.Find(spec.Fault)?.Argument is { } argument
                && argument.Parse(argument.Default) is { } number && argument.Canonical(number) == spec.FaultArgument);
        return plain ? spec.Fault : $"{spec.Fault}:{spec.FaultArgument}";
    }

    /// <summary>Empty where the default means the same workers.</summary>
    private static string Faulty(RunSpec spec)
    {
        ImmutableArray<int> faulty = spec.Faulty;
        if (FaultCatalogue.Find(spec.Fault)?.Actor != FaultActor.FaultyWorker || faulty.IsEmpty || faulty is [int only] && only == RunDefaults.Faulty(spec.Workers))
            return "";
        string listed = string.Join(',', faulty);
        return faulty.Length == spec.Workers && listed.Length > "all".Length ? "all" : listed;
    }

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
