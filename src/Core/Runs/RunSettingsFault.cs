using Sandbox.Core.Catalogue;

namespace Sandbox.Core.Runs;

/// <content>What goes wrong: the fault, what it takes, who does it.</content>
public static partial class RunSettings
{
    // Before the rows: they enter themselves here, in the order in which they stand.
    private static readonly List<RunSetting> Wrong = [];

    /// <summary>Which fault; its <see cref="Argument"/> may stand behind a colon.</summary>
    public static ChoiceSetting<string> Fault { get; } = Row(Wrong, new ChoiceSetting<string>
    {
        Name = "fault",
        Value = "NAME[:ARG]",
        Default = "none",
        Summary = "what goes wrong (default none); see sandbox faults",
        Meaning = "what goes wrong",
        Place = 2,
        See = "sandbox faults",
        List = () => SettingRows.Choices(FaultCatalogue.All, fault => new SettingChoice(
            fault.Id, fault.Actor == FaultActor.Nobody ? fault.Summary : $"{fault.Summary}; child: {fault.ChildEndsWith}")),
        Offer = () => [.. FaultCatalogue.All.SelectMany(fault =>
            (string[])[fault.Id, .. fault.Argument is { } argument ? argument.Choices.Select(choice => $"{fault.Id}:{choice}") : []])],
        Find = word => (FaultCatalogue.Find(word) is not null, word),
        Word = id => id,
        Get = spec => spec.Fault,
        Set = (spec, id) => spec with { Fault = id },
        Fit = (spec, id, _) => (id, ModelCatalogue.Find(spec.Model) is { } model && FaultCatalogue.Find(id)?.RefusalFor(model, spec.Workers, RankHosts.Count(spec.Hosts)) is { } refusal
            ? $"{id} means nothing here: {refusal}"
            : null),
    });

    /// <summary>The argument of the fault. It has no option: it stands behind the fault's colon.</summary>
    public static TextSetting<string?> Argument { get; } = Row(Wrong, new TextSetting<string?>
    {
        Name = "argument",
        Whole = Fault,
        Default = null,
        Meaning = "what the fault takes",
        Place = 5,
        Idle = fault => fault?.Argument is null ? $"{fault?.Id} takes no argument" : null,
        Read = text => (text, null),
        Write = argument => argument ?? "",
        Get = spec => spec.FaultArgument,
        Set = (spec, argument) => spec with { FaultArgument = argument },
        Fit = (spec, argument, _) => FaultCatalogue.Find(spec.Fault) is { } fault ? fault.ArgumentFrom(argument, spec.Length) : (null, null),
    });

    /// <summary>Which workers do the fault.</summary>
    public static TextSetting<FaultySelection> Faulty { get; } = Row(Wrong, new TextSetting<FaultySelection>
    {
        Name = "faulty",
        Value = "I[,J...]",
        Default = FaultySelection.Default,
        Summary = "which workers do it: indices, last or all (default 2, or the last of fewer than 3)",
        Meaning = "which workers do the fault: 2, or 0,3, or last, or all (Enter to type)",
        Place = 4,
        IsWorkers = true,
        Examples = ["last", "all"],
        Idle = fault => fault?.Actor switch
        {
            FaultActor.FaultyWorker => null,
            FaultActor.AllWorkers => "all workers do this one",
            _ => "no worker is faulty here",
        },
        Read = FaultySelection.Parse,
        Write = selection => selection.ToString(),
        Get = FaultySelection.Of,
        Set = (spec, selection) => spec with { Faulty = selection.Among(spec.Workers) },
        Fit = (spec, selection, caps) => selection.FitTo(spec, caps),
    });
}
