using System.CommandLine;
using Sandbox.Core.Faults;
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
        fault => new FaultRow(fault.Id, fault.Summary, Actor(fault.Actor), Argument(fault.Argument), fault.ChildEndsWith),
        CatalogueJson.Default.FaultRowArray);

    private static string WithArgument(Fault fault) => fault.Argument is { } argument ? $"{fault.Id}[:{argument.Name}]" : fault.Id;

    private static ArgumentRow? Argument(FaultArgument? argument) =>
        argument is null ? null : new ArgumentRow(argument.Name, argument.Summary, argument.Default);

    private static string Actor(FaultActor actor) => actor switch
    {
        FaultActor.FaultyWorker => "worker",
        FaultActor.Intruder => "intruder",
        _ => "nobody",
    };
}
