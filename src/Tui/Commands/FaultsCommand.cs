using System.CommandLine;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Tui.Commands.Printing;

namespace Sandbox.Tui.Commands;

/// <summary><c>sandbox faults</c>.</summary>
internal static class FaultsCommand
{
    public static Command Create(CommandContext context) => Catalogue.Command(
        context,
        "faults",
        "the faults: what goes wrong, and how a child process ends by it",
        [new("id"), new("what is done", Wraps: true), new("a child process ends with", Wraps: true)],
        FaultCatalogue.All,
        fault => [new(WithArgument(fault), Tone.Id), fault.Summary, fault.ChildEndsWith],
        fault => new FaultRow(fault.Id, fault.Summary, Actor(fault.Actor), Argument(fault.Argument), fault.ChildEndsWith, Refusals(fault), fault.FromOutside),
        CatalogueJson.Default.FaultRowArray);

    private static string WithArgument(Fault fault) => fault.Argument is { } argument ? $"{fault.Id}[:{argument.Name}]" : fault.Id;

    private static ArgumentRow? Argument(FaultArgument? argument) =>
        argument is null ? null : new ArgumentRow(argument.Name, argument.Summary, argument.Default);

    /// <summary>The models that a fault means nothing with, however many workers there are.</summary>
    private static RefusalRow[] Refusals(Fault fault) =>
    [
        .. ModelCatalogue.All
            .Select(model => (model.Id, Reason: fault.RefusalFor(model, model.Single ? 1 : (int)RunSettings.Workers.Default)))
            .Where(refused => refused.Reason is not null)
            .Select(refused => new RefusalRow(refused.Id, refused.Reason!)),
    ];

    private static string Actor(FaultActor actor) => actor switch
    {
        FaultActor.FaultyWorker => "worker",
        FaultActor.Intruder => "intruder",
        FaultActor.AllWorkers => "all",
        _ => "nobody",
    };
}
