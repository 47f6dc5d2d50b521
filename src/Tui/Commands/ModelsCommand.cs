using System.CommandLine;
using Sandbox.Core.Catalogue;
using Sandbox.Tui.Commands.Printing;

namespace Sandbox.Tui.Commands;

/// <summary><c>sandbox models</c>.</summary>
internal static class ModelsCommand
{
    public static Command Create(CommandContext context) => Catalogue.Command(
        context,
        "models",
        "the execution models: what a worker is, and whose the array is",
        [new("id"), new("workers are", Wraps: true), new("the array is", Wraps: true), new("what it teaches", Wraps: true)],
        ModelCatalogue.All,
        model => [new(model.Id, Tone.Id), model.Workers, model.Array, model.Summary],
        model => new ModelRow(model.Id, model.Summary, model.Workers, model.Array),
        CatalogueJson.Default.ModelRowArray);
}
