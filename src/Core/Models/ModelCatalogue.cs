using System.Collections.Immutable;

namespace Sandbox.Core.Models;

/// <summary>Every execution model there is.</summary>
public static class ModelCatalogue
{
    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public static ImmutableArray<ExecutionModel> All { get; } =
    [
        new SequentialModel(),
        new ThreadsModel(),
        new ProcessesModel(),
        new SharedModel(),
        new SpawnModel(),
    ];

    /// <summary>The one with an id, or <c>null</c>.</summary>
    public static ExecutionModel? Find(string id)
    {
        foreach (ExecutionModel model in All)
        {
            if (model.Id == id)
                return model;
        }
        return null;
    }
}
