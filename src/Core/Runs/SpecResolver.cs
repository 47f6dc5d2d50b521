using System.Collections.Immutable;
using Sandbox.Core.Faults;
using Sandbox.Core.Models;
using Sandbox.Core.Text;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Runs;

/// <summary>One resolution of a request: goes through every setting, keeps every problem.</summary>
internal sealed class SpecResolver(RunRequest request, RunCaps caps)
{
    private const long LongestArray = long.MaxValue / sizeof(int);
    private const double LongestTimeout = 86_400;
    private const double SlowestPace = 3_600;

    private readonly Dictionary<string, Setting> _given = [];
    private readonly List<SpecProblem> _problems = [];

    public SpecResolution Resolve()
    {
        TakeSettings();
        ExecutionModel? model = Word(RunSettings.Model, RunDefaults.Model, ModelCatalogue.Find);
        int workers = (int)Whole(RunSettings.Workers, RunDefaults.Workers, 1, int.MaxValue);
        long length = Whole(RunSettings.Length, RunDefaults.Length, 0, LongestArray);
        uint seed = (uint)Whole(RunSettings.Seed, RunDefaults.Seed, 0, uint.MaxValue);
        (Fault? fault, string? argument) = FaultAndArgument();
        if (model is { Single: true })
            workers = 1;
        FaultySelection faulty = Faulty(model, fault, workers);
        WaitStrategy? wait = Word(RunSettings.Wait, RunDefaults.Wait, WaitCatalogue.Find);
        RunOrder? order = Word<RunOrder?>(RunSettings.Order, RunDefaults.Order.Id, word => RunOrder.ParseOrder(word));
        PageSize? pages = Word<PageSize?>(RunSettings.Pages, RunDefaults.Pages.Id, word => PageSize.ParsePages(word));
        double pace = Seconds(RunSettings.Pace, RunDefaults.Pace, SlowestPace, zeroAllowed: true);
        double timeout = Seconds(RunSettings.Timeout, RunDefaults.Timeout, LongestTimeout, zeroAllowed: false);
        bool orphan = Orphan(model);
        RunLimits limits = Limits(model);
        bool? atomic = Word<bool?>(RunSettings.Atomic, SpecWords.Off, word => word switch { SpecWords.On => true, SpecWords.Off => false, _ => null });
        if (model is not null && fault?.RefusalFor(model, workers) is { } refusal)
            Complain(RunSettings.Fault, $"{fault.Id} means nothing here: {refusal}");
        if (argument is not null && fault!.Argument!.Parse(argument) is { } value && fault.RefusalFor(value, length) is { } beyond)
            Complain(RunSettings.Fault, beyond);
        if (_problems.Count > 0)
            return new SpecResolution(null, [.. _problems]);

        // Before the faulty workers are listed: `all` of two billion would be a list of two billion.
        RunSpecs.CheckCaps(workers, length, caps);
        return new SpecResolution(
            new RunSpec
            {
                Model = model!.Id,
                Workers = workers,
                Length = length,
                Seed = seed,
                Fault = fault!.Id,
                FaultArgument = argument,
                Faulty = fault.Actor switch
                {
                    FaultActor.FaultyWorker => faulty.Of(workers),
                    FaultActor.AllWorkers => [.. Enumerable.Range(0, workers)],
                    _ => [],
                },
                Wait = wait!.Id,
                Order = order!.Value,
                Pages = pages!.Value,
                Pace = pace,
                Timeout = timeout,
                Orphan = orphan,
                Limits = limits,
                Atomic = fault.Actor == FaultActor.AllWorkers && atomic!.Value,
            },
            []);
    }

    private void TakeSettings()
    {
        string[] names = [.. RunSettings.All.Select(setting => setting.Name)];
        foreach (Setting setting in request.Settings)
        {
            if (names.Contains(setting.Name))
                _given[setting.Name] = setting;
            else
                _problems.Add(new SpecProblem(setting.Origin, UnknownWord.Message("setting", setting.Name, names)));
        }
    }

    private T? Word<T>(RunSetting setting, string byDefault, Func<string, T?> find)
    {
        string word = _given.GetValueOrDefault(setting.Name)?.Value ?? byDefault;
        T? found = find(word);
        if (found is null)
            Complain(setting, UnknownWord.Message(setting.Name, word, setting.Words));
        return found;
    }

    private long Whole(RunSetting setting, long byDefault, long least, long most)
    {
        if (!_given.TryGetValue(setting.Name, out Setting? text))
            return byDefault;
        (long value, string? problem) = SpecNumbers.Whole(text.Value, least, most);
        if (problem is null)
            return value;
        Complain(setting, problem);
        return byDefault;
    }

    private double Seconds(RunSetting setting, double byDefault, double most, bool zeroAllowed)
    {
        if (!_given.TryGetValue(setting.Name, out Setting? text))
            return byDefault;
        (double value, string? problem) = SpecNumbers.Seconds(text.Value, most, zeroAllowed);
        if (problem is not null)
            Complain(setting, problem);
        return value;
    }

    private bool Orphan(ExecutionModel? model)
    {
        string? word = Word(RunSettings.Orphan, SpecWords.Off, word => RunSettings.Orphan.Words.Contains(word) ? word : null);
        if (word != SpecWords.On || model is null or { Waitable: true })
            return word == SpecWords.On;
        Complain(
            RunSettings.Orphan,
            $"the workers of the model {model.Id} are no children that could outlive the host; a model with processes is wanted: "
            + string.Join(", ", ModelCatalogue.All.Where(other => other.Waitable).Select(other => other.Id)));
        return false;
    }

    private (Fault? Fault, string? Argument) FaultAndArgument()
    {
        string text = _given.GetValueOrDefault(RunSettings.Fault.Name)?.Value ?? RunDefaults.Fault;
        string[] parts = text.Split(':', 2);
        Fault? fault = FaultCatalogue.Find(parts[0]);
        if (fault is null)
        {
            Complain(RunSettings.Fault, UnknownWord.Message("fault", parts[0], RunSettings.Fault.Words));
            return (null, null);
        }

        if (fault.Argument is not { } argument)
        {
            if (parts.Length == 2)
                Complain(RunSettings.Fault, $"{fault.Id} takes no argument, and {Quoted.Of(parts[1])} was given; write {fault.Id} alone");
            return (fault, null);
        }

        string value = parts.Length == 2 ? parts[1] : argument.Default;
        if (argument.Parse(value) is { } number)
            return (fault, argument.Canonical(number));
        Complain(RunSettings.Fault, argument.Choices.Length > 0
            ? UnknownWord.Message(argument.Name.ToLowerInvariant(), value, argument.Choices)
            : $"{Quoted.Of(value)} is not the {argument.Name} of {fault.Id}:{argument.Name}; allowed is {argument.Summary}");
        return (fault, null);
    }

    private FaultySelection Faulty(ExecutionModel? model, Fault? fault, int workers)
    {
        if (!_given.TryGetValue(RunSettings.Faulty.Name, out Setting? setting))
            return FaultySelection.Default;
        if (FaultySelection.Parse(setting.Value) is not { } selection)
        {
            Complain(
                RunSettings.Faulty,
                $"{Quoted.Of(setting.Value)} names no workers; indices such as 2 or 0,3 are wanted, or last, or all");
            return FaultySelection.Default;
        }

        // Without a faulty worker the setting has no effect, so no index of it can be wrong.
        if (fault is null or { Actor: not FaultActor.FaultyWorker } || model is null || selection.Highest < workers)
            return selection;
        Complain(RunSettings.Faulty, model.Single
            ? $"there is no worker {selection.Highest}: the model {model.Id} has one worker only, so 0, last or all is wanted"
            : $"there is no worker {selection.Highest} of {workers:#,0}; 0 to {workers - 1} is wanted, or last, or all");
        return FaultySelection.Default;
    }

    private RunLimits Limits(ExecutionModel? model)
    {
        (RunLimits limits, string? problem) = RunLimits.Parse(_given.GetValueOrDefault(RunSettings.Limit.Name)?.Value ?? RunDefaults.Limit);
        if (problem is null && model is not null && limits.Set.Any())
            problem = RunLimits.RefusalFor(model);
        if (problem is not null)
            Complain(RunSettings.Limit, problem);
        return limits;
    }

    private void Complain(RunSetting setting, string message) =>
        _problems.Add(new SpecProblem(_given.GetValueOrDefault(setting.Name)?.Origin ?? "built-in default", message));
}
