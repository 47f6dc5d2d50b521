using System.CommandLine;
using Sandbox.Core.Catalogue;
using Sandbox.Tui.Commands.Printing;

namespace Sandbox.Tui.Commands;

/// <summary><c>sandbox waits</c>.</summary>
internal static class WaitsCommand
{
    public static Command Create(CommandContext context) => Catalogue.Command(
        context,
        "waits",
        "the wait strategies: how the parent finds out",
        [new("id"), new("the parent calls", Wraps: true), new("what it does", Wraps: true)],
        WaitCatalogue.All,
        wait => [new(wait.Id, Tone.Id), wait.Call, wait.Summary],
        wait => new WaitRow(wait.Id, wait.Summary, wait.Call),
        CatalogueJson.Default.WaitRowArray);
}
